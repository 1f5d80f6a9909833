import { isError, ResponseError } from '@backstage/errors';

/**
 * What the backend said, or else what the browser says.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof ResponseError) {
    return error.cause.message;
  }
  return isError(error) ? error.message : String(error);
}
