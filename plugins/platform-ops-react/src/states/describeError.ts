import type { ResponseError } from '@backstage/errors';

const LONGEST_MESSAGE = 500;
const REQUEST_ID_HEADERS = ['x-request-id', 'x-correlation-id', 'request-id'];

// A plugin may be built against another copy of @backstage/errors, so the shape
// is looked at rather than the class.
function isResponseError(error: Error): error is ResponseError {
  return 'response' in error && 'body' in error;
}

function withoutStack(message: string): string {
  const words = message
    .split('\n')
    .filter(line => !/^\s*at\s.+(?::\d+|<anonymous>|\bnative\b)/.test(line))
    .join('\n')
    .trim();
  return words.length > LONGEST_MESSAGE
    ? `${words.slice(0, LONGEST_MESSAGE)}…`
    : words;
}

/**
 * What an error says to a person, and the id an operator can look for.
 *
 * @public
 */
export function describeError(error: Error): {
  message: string;
  requestId?: string;
} {
  if (!isResponseError(error)) {
    return { message: withoutStack(error.message) || 'No reason was given.' };
  }
  const headers = error.response.headers as Headers | undefined;
  const requestId = REQUEST_ID_HEADERS.map(name => headers?.get(name)).find(
    Boolean,
  );
  const message =
    withoutStack(error.body?.error?.message ?? '') ||
    withoutStack(error.message);
  return {
    message: message || 'No reason was given.',
    ...(requestId ? { requestId } : {}),
  };
}

/** Whether the error means that the viewer lacks a permission. */
export function isForbidden(error: Error): boolean {
  if (error.name === 'NotAllowedError') {
    return true;
  }
  const { statusCode, cause } = error as Partial<ResponseError>;
  return statusCode === 403 || cause?.name === 'NotAllowedError';
}
