const TREND_MS = 30 * 86_400_000;

/** With when scores are compared. */
export function trendStart(now: Date): Date {
  return new Date(now.getTime() - TREND_MS);
}
