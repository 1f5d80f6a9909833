import { setTimeout as delay } from 'node:timers/promises';

const FIRST_DELAY_MILLISECONDS = 250;
const RETRIES = 3;

/**
 * Who asks for more patience than this is asked again by the next refresh.
 *
 * @public
 */
export const LONGEST_RETRY_AFTER_MILLISECONDS = 30_000;

/**
 * A failure that may be gone in a moment.
 *
 * @public
 */
export class RetryableError extends Error {
  readonly retryAfterMilliseconds: number;

  constructor(cause: Error, retryAfterMilliseconds: number = 0) {
    super(cause.message, { cause });
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
}

/**
 * How patient `retry` is.
 *
 * @public
 */
export interface RetryOptions {
  signal: AbortSignal;
  /** How often a task is run again; 3 times unless told. */
  retries?: number;
  /** Who asks for more patience is not asked again; 30 s unless told. */
  longestRetryAfterMilliseconds?: number;
  wait?(milliseconds: number, signal: AbortSignal): Promise<void>;
  random?(): number;
}

/**
 * Runs a task again while it fails with a RetryableError, after growing,
 * jittered pauses; finally throws what stands behind the last one.
 *
 * @public
 */
export async function retry<T>(
  task: () => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const {
    signal,
    retries = RETRIES,
    longestRetryAfterMilliseconds = LONGEST_RETRY_AFTER_MILLISECONDS,
    wait = pause,
    random = Math.random,
  } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof RetryableError)) {
        throw error;
      }
      const asked = error.retryAfterMilliseconds;
      if (attempt === retries || asked > longestRetryAfterMilliseconds) {
        throw error.cause;
      }
      const backOff = FIRST_DELAY_MILLISECONDS * 2 ** attempt;
      await wait(Math.max(asked, backOff * (0.5 + random() / 2)), signal);
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal });
}
