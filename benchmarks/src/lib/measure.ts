import { setTimeout as delay } from 'node:timers/promises';

/** Seconds since a `performance.now()`. */
export function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** Waits until the condition holds. */
export async function until(
  condition: () => Promise<boolean>,
  everyMs = 20,
): Promise<void> {
  while (!(await condition())) {
    await delay(everyMs);
  }
}

/** The 95th percentile of how long the task takes, in ms. */
export async function p95Ms(
  times: number,
  task: (index: number) => Promise<unknown>,
): Promise<number> {
  const durations: number[] = [];
  for (let index = 0; index < times; index++) {
    const start = performance.now();
    await task(index);
    durations.push(performance.now() - start);
  }
  durations.sort((a, b) => a - b);
  return durations[Math.ceil(times * 0.95) - 1];
}

/** Watches the memory of this process until asked for the peak, in MB. */
export function watchPeakMemory(): () => number {
  let peak = 0;
  const sample = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(sample, 50);
  timer.unref();
  return () => {
    clearInterval(timer);
    sample();
    return peak / 1024 / 1024;
  };
}
