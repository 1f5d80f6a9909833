/** What RFC 3339 can say: before the year 10000. */
const END_OF_TIME = Date.UTC(10_000, 0);

/**
 * MLflow writes 0 where it knows no time. Whoever imports models may write
 * anything, microseconds for instance; that is no time either.
 */
export function toDate(milliseconds: number | undefined): Date | undefined {
  return milliseconds && milliseconds > 0 && milliseconds < END_OF_TIME
    ? new Date(milliseconds)
    : undefined;
}
