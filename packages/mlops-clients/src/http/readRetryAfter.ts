/**
 * The milliseconds that a `Retry-After` header asks for; its value is a number
 * of seconds or a date.
 */
export function readRetryAfter(value: string | null, now: number): number {
  if (!value) {
    return 0;
  }
  const milliseconds = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - now;
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : 0;
}
