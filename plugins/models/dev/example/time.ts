const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** RFC 3339, so many days ago. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY).toISOString();
}

/** RFC 3339, so many minutes ago. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE).toISOString();
}

/** A UUID that is the same for the same numbers. */
export function exampleId(model: number, version = 0): string {
  const digits = (value: number, length: number) =>
    value.toString(16).padStart(length, '0');
  return `${digits(model + 1, 8)}-0000-4000-8000-${digits(version, 12)}`;
}
