/** Sums of numbers that are not whole differ in the last digits. */
const TOLERANCE = 1e-12;

/**
 * A quantile of a histogram, as PromQL's `histogram_quantile()` has it.
 *
 * @remarks
 *
 * Within a bucket values are thought to be spread evenly. The lowest bucket
 * begins at zero if its bound is above; of the highest only the lower bound is
 * known.
 *
 * @param buckets - Cumulative counts by upper bound.
 * @returns NaN where there is no bucket without a bound, or nothing was
 *   observed.
 */
export function bucketQuantile(
  quantile: number,
  buckets: ReadonlyMap<number, number>,
): number {
  const bounds = [...buckets.keys()].sort((a, b) => a - b);
  if (bounds.length < 2 || bounds.at(-1) !== Infinity) {
    return NaN;
  }
  const counts = cumulative(bounds.map(bound => buckets.get(bound)!));
  const observed = counts[counts.length - 1];
  if (observed === 0 || counts.some(Number.isNaN)) {
    return NaN;
  }
  let rank = quantile * observed;
  const found = counts.findIndex(count => count >= rank);
  if (found === -1 || found === bounds.length - 1) {
    return bounds[bounds.length - 2];
  }
  if (found === 0 && bounds[0] <= 0) {
    return bounds[0];
  }
  let begin = 0;
  let count = counts[found];
  if (found > 0) {
    begin = bounds[found - 1];
    count -= counts[found - 1];
    rank -= counts[found - 1];
  }
  return begin + (bounds[found] - begin) * (rank / count);
}

/** A count below the one before it is an error, of the target or of sums. */
function cumulative(counts: number[]): number[] {
  let highest = counts[0];
  return counts.map(count => {
    if (Number.isNaN(count)) {
      return NaN;
    }
    if (Math.abs(count - highest) > TOLERANCE * Math.abs(count)) {
      highest = Math.max(highest, count);
    }
    return highest;
  });
}
