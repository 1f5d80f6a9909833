import { formatAbsoluteTime } from '../time';

/**
 * A span of time as it stands in the URL: each end is `now`, `now-6h`
 * (`m`, `h`, `d` or `w`) or an RFC 3339 time. `from` is inclusive, `to`
 * exclusive.
 *
 * @public
 */
export interface TimeRange {
  from: string;
  to: string;
}

const UNITS = {
  m: { milliseconds: 60_000, name: 'minute' },
  h: { milliseconds: 3_600_000, name: 'hour' },
  d: { milliseconds: 86_400_000, name: 'day' },
  w: { milliseconds: 604_800_000, name: 'week' },
} as const;

const ABSOLUTE = /^\d{4}-\d\d-\d\d(?:T|$)/;

const RELATIVE = /^now(?:-(\d{1,5})([mhdw]))?$/;

function resolveEnd(end: string, now: number): number | undefined {
  const relative = RELATIVE.exec(end);
  if (relative) {
    const [, count, unit] = relative;
    return count
      ? now - Number(count) * UNITS[unit as keyof typeof UNITS].milliseconds
      : now;
  }
  // Date.parse finds a date in nearly anything.
  const time = ABSOLUTE.test(end) ? Date.parse(end) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

/**
 * The two moments that a range means now; undefined where it means none.
 *
 * @public
 */
export function resolveTimeRange(
  range: TimeRange,
  now: number = Date.now(),
): { from: Date; to: Date } | undefined {
  const from = resolveEnd(range.from, now);
  const to = resolveEnd(range.to, now);
  return from !== undefined && to !== undefined && from < to
    ? { from: new Date(from), to: new Date(to) }
    : undefined;
}

/**
 * Whether the range moves on with the time.
 *
 * @public
 */
export function isLiveTimeRange(range: TimeRange): boolean {
  return range.to === 'now';
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const minuteFormat = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
});
const clockFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/**
 * A range in words: `Last 6 hours`, `10 Mar 2026, 09:00 to 12:30`.
 *
 * @public
 */
export function formatTimeRange(
  range: TimeRange,
  now: number = Date.now(),
): string {
  const relative = RELATIVE.exec(range.from);
  if (range.to === 'now' && relative?.[1]) {
    const count = Number(relative[1]);
    const { name } = UNITS[relative[2] as keyof typeof UNITS];
    return count === 1 ? `Last ${name}` : `Last ${count} ${name}s`;
  }
  const moments = resolveTimeRange(range, now);
  if (!moments) {
    return `${formatAbsoluteTime(range.from)} to ${formatAbsoluteTime(
      range.to,
    )}`;
  }
  const { from, to } = moments;
  const until =
    dayFormat.format(from) === dayFormat.format(to)
      ? clockFormat
      : minuteFormat;
  return `${minuteFormat.format(from)} to ${until.format(to)}`;
}
