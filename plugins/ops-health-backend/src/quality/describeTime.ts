const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A span in the largest unit of which there are two, e.g. `30 days`. */
export function describeSpan(ms: number): string {
  const [unit, size] =
    UNITS.find(([, each]) => ms >= 2 * each) ?? UNITS[UNITS.length - 1];
  const count = Math.round(ms / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** A day in UTC, e.g. `2026-11-23`. */
export function describeDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}
