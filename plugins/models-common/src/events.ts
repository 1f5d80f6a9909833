/**
 * Event topic: models of a registry changed. The payload is a hint,
 * `{ registryId?: string }`; read the change feed to learn what.
 *
 * @public
 */
export const MODELS_CHANGED_TOPIC = 'platformops.models.model.changed';

/**
 * Signals channel: `{ ref, revision }` whenever a sync ended or claims changed.
 *
 * @public
 */
export const MODELS_SIGNAL_CHANNEL = 'models:registry';
