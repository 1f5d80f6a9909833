/**
 * Writes a ratio between 0 and 1 as a percentage: `99.93 %`.
 *
 * @remarks
 *
 * Close to an end it shows more digits rather than round to it: 0.99999 reads
 * `99.999 %`, for "100 %" must mean all of them and "0 %" none.
 *
 * @param ratio - The ratio; null and undefined read "unknown".
 * @public
 */
export function formatRatio(ratio: number | null | undefined): string {
  if (typeof ratio !== 'number' || !Number.isFinite(ratio)) {
    return 'unknown';
  }
  const distance = Math.min(Math.abs(ratio), Math.abs(1 - ratio)) * 100;
  const digits =
    distance > 0 && distance < 0.01
      ? Math.min(8, Math.ceil(-Math.log10(distance)))
      : 2;
  const percent = new Intl.NumberFormat('en-US', {
    maximumFractionDigits: digits,
  }).format(ratio * 100);
  return `${percent} %`;
}
