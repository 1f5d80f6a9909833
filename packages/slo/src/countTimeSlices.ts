/**
 * Turns time slices into the events of an SLO that is budgeted by time slices: a slice
 * is good if its share of good events reaches the target.
 *
 * @remarks
 *
 * Slices without events, or with counts that are no numbers, are neither good nor bad;
 * leave out slices that were not observed and say so by the window's coverage.
 * Since each slice is one event, let `minimumBadEvents` be 1 where slices are long.
 *
 * @param sliceTarget - Share of good events, above 0 and up to 1.
 *
 * @public
 */
export function countTimeSlices(
  slices: { good: number; total: number }[],
  sliceTarget: number,
): { good: number; total: number } {
  const judged = slices.filter(
    ({ good, total }) => good >= 0 && total > 0 && Number.isFinite(total),
  );
  return {
    good: judged.filter(({ good, total }) => good / total >= sliceTarget)
      .length,
    total: judged.length,
  };
}
