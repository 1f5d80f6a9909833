/**
 * What every call of a client takes.
 *
 * @public
 */
export interface CallOptions {
  /** Ends the call; it then rejects with the signal's reason. */
  signal?: AbortSignal;
}
