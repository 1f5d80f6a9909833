import { setTimeout as delay } from 'node:timers/promises';

const FIRST_DELAY_MILLISECONDS = 250;
/** Who asks for more patience than this is asked again by the next refresh. */
export const LONGEST_RETRY_AFTER_MILLISECONDS = 30_000;
const RETRIES = 3;

/** A failure that may be gone in a moment. */
export class RetryableError extends Error {
  readonly retryAfterMilliseconds: number;

  constructor(cause: Error, retryAfterMilliseconds: number = 0) {
    super(cause.message, { cause });
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
}

export interface RetryOptions {
  signal: AbortSignal;
  wait?(milliseconds: number, signal: AbortSignal): Promise<void>;
  random?(): number;
}

/**
 * Runs a task again while it fails with a RetryableError, after growing,
 * jittered pauses; finally throws what stands behind the last one.
 */
export async function retry<T>(
  task: () => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { signal, wait = pause, random = Math.random } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof RetryableError)) {
        throw error;
      }
      const asked = error.retryAfterMilliseconds;
      if (attempt === RETRIES || asked > LONGEST_RETRY_AFTER_MILLISECONDS) {
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

/** The header's value is a number of seconds or a date. */
export function readRetryAfter(
  value: string | string[] | undefined,
  now: number,
): number | undefined {
  const text = Array.isArray(value) ? value[0] : value;
  if (!text) {
    return undefined;
  }
  const milliseconds = /^\d+$/.test(text)
    ? Number(text) * 1000
    : Date.parse(text) - now;
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}
