/** The milliseconds that a `Retry-After` header asks for: seconds or a date. */
export function readRetryAfter(value: string | null): number | undefined {
  if (!value) {
    return undefined;
  }
  const milliseconds = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}
