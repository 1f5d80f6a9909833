import { STALE } from '../series/Samples';
import type { SeriesSamples } from '../storage/SampleReader';
import { THIN_STEP } from '../storage/thinOut';
import { MINUTE } from '../time';
import { increase } from './increase';

/** So long a value counts as the present one. */
export const LOOKBACK = 5 * MINUTE;
/** Where samples are five minutes apart, give or take a scrape. */
export const THINNED_LOOKBACK = 6 * MINUTE;

/**
 * What is made of a series at each step: `now` is the last value, `increase`
 * and `rate` are of a counter over the window.
 */
export type SeriesFunction = 'now' | 'increase' | 'rate';

/** How far before the first step samples matter. */
export function reachOf(what: SeriesFunction, windowMs: number): number {
  return what === 'now'
    ? THINNED_LOOKBACK
    : Math.max(windowMs, THIN_STEP) + THINNED_LOOKBACK;
}

/**
 * Gives the value of a series at each step where it has one.
 *
 * @param steps - In the order of time.
 */
export function applyFunction(
  what: SeriesFunction,
  read: SeriesSamples,
  options: {
    steps: readonly number[];
    windowMs: number;
    onValue: (step: number, value: number) => void;
  },
): void {
  if (what === 'now') {
    lastValues(read, options);
  } else {
    increases(what, read, options);
  }
}

function lastValues(
  { samples: { times, values }, thinnedUntil }: SeriesSamples,
  {
    steps,
    onValue,
  }: { steps: readonly number[]; onValue: (s: number, value: number) => void },
): void {
  let end = 0;
  for (let step = 0; step < steps.length; step++) {
    const at = steps[step];
    while (end < times.length && times[end] <= at) {
      end++;
    }
    const last = end - 1;
    if (last >= 0 && values[last] !== STALE) {
      const lookback =
        times[last] <= thinnedUntil ? THINNED_LOOKBACK : LOOKBACK;
      if (times[last] > at - lookback) {
        onValue(step, values[last]);
      }
    }
  }
}

function increases(
  what: 'increase' | 'rate',
  { samples, thinnedUntil }: SeriesSamples,
  {
    steps,
    windowMs,
    onValue,
  }: {
    steps: readonly number[];
    windowMs: number;
    onValue: (step: number, value: number) => void;
  },
): void {
  const { times } = samples;
  const sparseUntil = endOfPauses(times, thinnedUntil);
  let first = 0;
  let end = 0;
  for (let step = 0; step < steps.length; step++) {
    const at = steps[step];
    const isSparse = at - windowMs < sparseUntil;
    // Samples that are five minutes apart tell nothing of a shorter window: it
    // begins with the last one before it.
    const wanted = at - (isSparse ? Math.max(windowMs, THIN_STEP) : windowMs);
    while (first < times.length && times[first] <= wanted) {
      first++;
    }
    while (end < times.length && times[end] <= at) {
      end++;
    }
    const begin =
      isSparse && first > 0 && times[first - 1] > wanted - THINNED_LOOKBACK
        ? first - 1
        : first;
    const start = begin < first ? times[begin] : wanted;
    const risen = increase(samples, { first: begin, end }, { start, end: at });
    if (risen !== undefined) {
      const perMillisecond = risen / (at - start);
      onValue(step, perMillisecond * (what === 'rate' ? 1000 : windowMs));
    }
  }
}

/** The pause after the last sample that is thinned ends with the next one. */
function endOfPauses(times: Float64Array, thinnedUntil: number): number {
  const next = times.find(time => time > thinnedUntil) ?? Infinity;
  return Math.min(next, thinnedUntil + THINNED_LOOKBACK);
}
