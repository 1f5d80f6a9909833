const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A moment of the past, RFC 3339. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE).toISOString();
}
