import { STALE, type Samples } from '../series/Samples';
import { floorTo, MINUTE } from '../time';

/** How far samples are apart that are kept long. */
export const THIN_STEP = 5 * MINUTE;

/**
 * Keeps the last sample of every five minutes.
 *
 * @remarks
 *
 * A value that falls once within five minutes is most likely a counter that
 * began anew: both sides of the fall are kept, or what was counted before it
 * would be lost. One that falls more often is a gauge. Where a series ended, its
 * last value is kept, and that it ended.
 */
export function thinOut({ times, values }: Samples): Samples {
  const kept: number[] = [];
  let start = 0;
  while (start < times.length) {
    const stepEnd = floorTo(times[start], THIN_STEP) + THIN_STEP;
    let end = start + 1;
    while (end < times.length && times[end] < stepEnd) {
      end++;
    }
    kept.push(...keepOf(values, start, end));
    start = end;
  }
  return {
    times: Float64Array.from(kept, index => times[index]),
    values: Float64Array.from(kept, index => values[index]),
  };
}

/** The places to keep from `start` on, before `end`. */
function keepOf(values: Float64Array, start: number, end: number): number[] {
  let last = -1;
  let falls = 0;
  let before = -1;
  let after = -1;
  for (let index = start; index < end; index++) {
    if (values[index] !== STALE) {
      if (last !== -1 && values[index] < values[last]) {
        falls++;
        before = last;
        after = index;
      }
      last = index;
    }
  }
  const kept = new Set<number>();
  if (falls === 1) {
    kept.add(before).add(after);
  }
  if (last !== -1) {
    kept.add(last);
  }
  if (values[end - 1] === STALE) {
    kept.add(end - 1);
  }
  return [...kept];
}

/** Of two samples at one time that of `newer` is kept. */
export function mergeSamples(older: Samples, newer: Samples): Samples {
  if (older.times.length === 0) {
    return newer;
  }
  const byTime = new Map<number, number>();
  for (const { times, values } of [older, newer]) {
    times.forEach((time, index) => byTime.set(time, values[index]));
  }
  const times = Float64Array.from([...byTime.keys()]).sort();
  return { times, values: times.map(time => byTime.get(time)!) };
}
