const MINUTE = 60_000;

/** When the example began; what happens in it happens before. */
export const START = Date.now();

/** RFC 3339, so many minutes ago. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE).toISOString();
}
