import { ServiceError } from './ServiceError';
import type { ServiceHttp } from './ServiceHttp';

/**
 * How to wait for something that takes minutes or hours.
 *
 * @public
 */
export interface WaitOptions<T> {
  signal?: AbortSignal;
  /** Between two looks; 3 unless told. */
  intervalSeconds?: number;
  /** Until it is given up; an hour unless told. */
  timeoutSeconds?: number;
  /** Called with what was seen at first, and each time it changed. */
  onProgress?: (seen: T) => void;
}

const INTERVAL_SECONDS = 3;
const TIMEOUT_SECONDS = 3600;
/** Looks in a row; a service may restart while somebody waits. */
const MAX_FAILED_LOOKS = 10;

/**
 * Looks until it is done.
 *
 * @throws ServiceError when the time is over, telling what was seen last.
 */
export async function waitUntil<T>(
  http: ServiceHttp,
  options: WaitOptions<T> & {
    look(): Promise<T>;
    isDone(seen: T): boolean;
    /** E.g. `run 'training' is RUNNING`. */
    describe(seen: T): string;
  },
): Promise<T> {
  const {
    signal,
    intervalSeconds = INTERVAL_SECONDS,
    timeoutSeconds = TIMEOUT_SECONDS,
  } = options;
  const { timer } = http;
  const end = timer.now() + timeoutSeconds * 1000;
  let told: string | undefined;
  let state = 'it did not answer';
  for (let failed = 0; ; ) {
    try {
      const seen = await options.look();
      failed = 0;
      state = options.describe(seen);
      const news = JSON.stringify(seen);
      if (news !== told) {
        told = news;
        options.onProgress?.(seen);
      }
      if (options.isDone(seen)) {
        return seen;
      }
    } catch (error) {
      failed++;
      if (
        !(error instanceof ServiceError && error.passing) ||
        failed === MAX_FAILED_LOOKS
      ) {
        throw error;
      }
    }
    if (timer.now() >= end) {
      throw http.error(
        `was waited for ${timeoutSeconds} s, and still ${state}`,
      );
    }
    await timer.pause(intervalSeconds * 1000, signal);
  }
}
