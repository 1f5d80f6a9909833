/**
 * The upload is larger than allowed.
 */
export class TooLargeError extends Error {
  readonly name = 'TooLargeError';
  readonly statusCode = 413;
}

/**
 * More is coming in than can be kept up with.
 */
export class BusyError extends Error {
  readonly name = 'BusyError';
  readonly statusCode = 429;
  readonly retryAfterSeconds = 5;

  constructor() {
    super(
      'More results come in than can be kept; nothing of this one was. Push it again after the seconds of Retry-After',
    );
  }
}
