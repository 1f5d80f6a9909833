import { setTimeout as delay } from 'node:timers/promises';

const RETRIES = 2;
const FIRST_DELAY_MILLISECONDS = 250;
const LONGEST_DELAY_MILLISECONDS = 5_000;

/** A failure that may be gone in a moment. */
export class RetryableError extends Error {
  readonly retryAfterMilliseconds: number;

  constructor(cause: Error, retryAfter: string | null) {
    super(cause.message, { cause });
    this.retryAfterMilliseconds = Number(retryAfter) * 1_000 || 0;
  }
}

/**
 * Runs a task again while it fails with a RetryableError, after growing,
 * jittered pauses; finally throws what stands behind the last one. Who asks for
 * more patience is asked again by the next refresh.
 */
export async function retry<T>(
  task: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof RetryableError)) {
        throw error;
      }
      const asked = error.retryAfterMilliseconds;
      if (attempt === RETRIES || asked > LONGEST_DELAY_MILLISECONDS) {
        throw error.cause;
      }
      const backOff = FIRST_DELAY_MILLISECONDS * 2 ** attempt;
      await delay(
        Math.max(asked, backOff * (0.5 + Math.random() / 2)),
        undefined,
        { signal },
      );
    }
  }
}
