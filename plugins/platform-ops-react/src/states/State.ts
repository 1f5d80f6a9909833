/**
 * The states every page uses. `unknown` is never shown like `good`.
 *
 * @public
 */
export type State = 'good' | 'warning' | 'bad' | 'unknown' | 'idle' | 'stale';
