/**
 * Why a target told nothing. The message is for people and holds no secret; the
 * cause may, so that it is no part of it.
 */
export class TargetError extends Error {
  readonly name = 'TargetError';
  /** The target refuses us. */
  readonly isForbidden: boolean;

  constructor(
    message: string,
    details: { cause?: unknown; isForbidden?: boolean } = {},
  ) {
    super(message, { cause: details.cause });
    this.isForbidden = details.isForbidden ?? false;
  }
}
