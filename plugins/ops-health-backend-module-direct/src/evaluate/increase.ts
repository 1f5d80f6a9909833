import { STALE, type Samples } from '../series/Samples';

/**
 * By how much a counter rose in a window, as PromQL's `increase()` has it;
 * undefined where there are fewer than two samples.
 *
 * @remarks
 *
 * A fall is the counter beginning anew. The samples cover less than the window,
 * so the rise is extrapolated to its ends: fully where the next sample would lie
 * outside, by half the usual pause where the series began or ended within, and
 * never to before the counter was zero.
 *
 * @param span - Which samples: from `first` on, before `end`.
 * @param window - After `start`, up to `end`, milliseconds.
 */
export function increase(
  { times, values }: Samples,
  span: { first: number; end: number },
  window: { start: number; end: number },
): number | undefined {
  let count = 0;
  let first = -1;
  let last = -1;
  let risen = 0;
  for (let index = span.first; index < span.end; index++) {
    const value = values[index];
    if (value === STALE) {
      continue;
    }
    if (first === -1) {
      first = index;
    } else if (value < values[last]) {
      risen += values[last];
    }
    last = index;
    count++;
  }
  if (count < 2) {
    return undefined;
  }
  const rise = values[last] - values[first] + risen;
  const sampled = times[last] - times[first];
  const pause = sampled / (count - 1);
  const near = pause * 1.1;
  let toStart = times[first] - window.start;
  if (toStart >= near) {
    toStart = pause / 2;
  }
  if (rise > 0 && values[first] >= 0) {
    toStart = Math.min(toStart, sampled * (values[first] / rise));
  }
  let toEnd = window.end - times[last];
  if (toEnd >= near) {
    toEnd = pause / 2;
  }
  return rise * ((sampled + toStart + toEnd) / sampled);
}
