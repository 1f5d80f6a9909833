/**
 * Stands where a series ended, as Prometheus has it: after it there is no
 * value. JavaScript cannot tell one NaN from another as Prometheus does, so it
 * is a number that nobody measures.
 */
export const STALE = -Number.MAX_VALUE;

/**
 * Values in the order of their times.
 */
export interface Samples {
  /** Milliseconds since the epoch. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export const NO_SAMPLES: Samples = {
  times: new Float64Array(0),
  values: new Float64Array(0),
};

/** How many samples are before a time. */
export function countBefore(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** From `from` on, before `to`: a view, not a copy. */
export function between(
  { times, values }: Samples,
  from: number,
  to: number,
): Samples {
  const start = countBefore(times, from);
  const end = countBefore(times, to);
  return {
    times: times.subarray(start, end),
    values: values.subarray(start, end),
  };
}

/** One after the other: each part begins after the one before ended. */
export function concatenate(parts: Samples[]): Samples {
  const filled = parts.filter(({ times }) => times.length > 0);
  if (filled.length < 2) {
    return filled[0] ?? NO_SAMPLES;
  }
  const length = filled.reduce((sum, { times }) => sum + times.length, 0);
  const times = new Float64Array(length);
  const values = new Float64Array(length);
  let offset = 0;
  for (const part of filled) {
    times.set(part.times, offset);
    values.set(part.values, offset);
    offset += part.times.length;
  }
  return { times, values };
}
