/**
 * Event topic: the state of entities changed. The payload is a hint,
 * `{ entityRefs: string[] }`, at most 100 of them; read the API to learn what.
 *
 * @public
 */
export const HEALTH_CHANGED_TOPIC = 'platformops.ops-health.state.changed';

/**
 * Signals channel: `{ ref, revision }` after each refresh in which something
 * changed; `ref` is `fleet`.
 *
 * @public
 */
export const HEALTH_SIGNAL_CHANNEL = 'ops-health:fleet';
