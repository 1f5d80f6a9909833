/**
 * Event topic: verdicts of entities changed. The payload is a hint,
 * `{ entityRefs: string[] }`, at most 100 of them; read the API to learn what.
 *
 * @public
 */
export const SCORECARDS_CHANGED_TOPIC =
  'platformops.scorecards.verdict.changed';

/**
 * Signals channel: `{ ref, revision }` after each evaluation in which something
 * changed; `ref` is `all`.
 *
 * @public
 */
export const SCORECARDS_SIGNAL_CHANNEL = 'scorecards:verdicts';
