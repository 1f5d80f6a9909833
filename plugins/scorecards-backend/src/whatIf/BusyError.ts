/** Somebody else has the turn; the same may be asked again. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
  readonly statusCode = 429;
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
