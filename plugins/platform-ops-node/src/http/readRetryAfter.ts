/**
 * The milliseconds that a `Retry-After` header asks for; its value is a number
 * of seconds or a date.
 *
 * @public
 */
export function readRetryAfter(
  value: string | string[] | null | undefined,
  now: number,
): number | undefined {
  const text = Array.isArray(value) ? value[0] : value;
  if (!text) {
    return undefined;
  }
  const milliseconds = /^\d+$/.test(text)
    ? Number(text) * 1000
    : Date.parse(text) - now;
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}
