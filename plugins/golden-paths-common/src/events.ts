/**
 * Signals channel: `{ ref, revision }` whenever the runs of an entity changed
 * while somebody looks; `ref` is the entity's, and only those who look are told.
 *
 * @public
 */
export const PIPELINES_SIGNAL_CHANNEL = 'golden-paths:pipelines';
