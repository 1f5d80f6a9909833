interface MlflowErrorDetails {
  status?: number;
  /** MLflow's own word, e.g. `RESOURCE_DOES_NOT_EXIST`. */
  errorCode?: string;
  cause?: unknown;
}

/**
 * What an MLflow server answered instead of what was asked. The message is for
 * people and holds no secret; the cause may.
 */
export class MlflowError extends Error {
  readonly status: number | undefined;
  readonly errorCode: string | undefined;

  constructor(message: string, details: MlflowErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'MlflowError';
    this.status = details.status;
    this.errorCode = details.errorCode;
  }
}

/** Whether the server says that what was asked for is not there. */
export function isNotFound(error: unknown): boolean {
  return (
    error instanceof MlflowError &&
    error.errorCode === 'RESOURCE_DOES_NOT_EXIST'
  );
}

/** Whether the server does not know the question at all. */
export function isNotSupported(error: unknown): boolean {
  return (
    error instanceof MlflowError &&
    error.status !== undefined &&
    [400, 404, 405, 501].includes(error.status) &&
    error.errorCode !== 'RESOURCE_DOES_NOT_EXIST'
  );
}
