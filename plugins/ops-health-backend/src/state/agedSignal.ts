import type { SourceTimings } from '../refresh/SourceTimings';
import type { Signal } from './Signal';

/** Then the time of the day alone could be misread. */
const DATED_AFTER_MS = 12 * 60 * 60_000;

/**
 * A signal as it counts by its age. While its source is silent it stays what it
 * was and says from when it is; once it is older than what the source says may
 * get, nothing is known, which is never taken for good.
 *
 * @param unsure - What is not known then, e.g. `whether HighErrorRate still fires`.
 */
export function agedSignal(
  signal: Signal & { source: string },
  options: {
    seenAt: Date;
    now: number;
    timings: SourceTimings;
    unsure: string;
  },
): Signal {
  const { seenAt, now, timings, unsure } = options;
  const age = timings.ageOf(signal.source, seenAt.getTime(), now);
  if (age === 'fresh') {
    return signal;
  }
  const time = describeTime(seenAt, now);
  return age === 'stale'
    ? {
        ...signal,
        stale: true,
        text: `${signal.text} (as of ${time}, nothing heard of it from ${signal.source} since)`,
      }
    : {
        ...signal,
        state: 'unknown',
        text: `It is not known ${unsure}: nothing heard of it from ${signal.source} since ${time}`,
      };
}

function describeTime(time: Date, now: number): string {
  const text = time.toISOString();
  const clock = `${text.slice(11, 16)} UTC`;
  return now - time.getTime() < DATED_AFTER_MS
    ? clock
    : `${text.slice(0, 10)} ${clock}`;
}
