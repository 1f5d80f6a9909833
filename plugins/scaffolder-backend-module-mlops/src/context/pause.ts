import { setTimeout as delay } from 'node:timers/promises';

/** Rejects at once when the task is cancelled. */
export async function pause(
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  await delay(milliseconds, undefined, { signal });
}
