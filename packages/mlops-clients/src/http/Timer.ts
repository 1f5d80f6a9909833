import { setTimeout as delay } from 'node:timers/promises';

/**
 * What time it is, and how to wait.
 *
 * @public
 */
export interface Timer {
  /** In milliseconds since 1970. */
  now(): number;
  /** Rejects as soon as the signal is aborted. */
  pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

export const realTimer: Timer = {
  now: () => Date.now(),
  pause: async (milliseconds, signal) => {
    try {
      await delay(milliseconds, undefined, { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
