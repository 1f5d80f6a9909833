const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: Array<{
  unit: Intl.RelativeTimeFormatUnit;
  short: string;
  size: number;
}> = [
  { unit: 'year', short: 'y', size: 365 * DAY },
  { unit: 'month', short: 'mo', size: 30 * DAY },
  { unit: 'day', short: 'd', size: DAY },
  { unit: 'hour', short: 'h', size: HOUR },
  { unit: 'minute', short: 'min', size: MINUTE },
];

const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** Undefined for anything that is not a moment in time. */
export function toDate(
  time: string | Date | null | undefined,
): Date | undefined {
  if (time === null || time === undefined) {
    return undefined;
  }
  const date = time instanceof Date ? time : new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function pickUnit(milliseconds: number) {
  return UNITS.find(({ size }) => milliseconds >= size);
}

/**
 * Says how long ago, or in how long: `3 hours ago`, `in 2 days`, `just now`.
 *
 * @param time - A date or an RFC 3339 string.
 * @param now - Milliseconds since the epoch.
 * @public
 */
export function formatRelativeTime(
  time: string | Date,
  now: number = Date.now(),
): string {
  const date = toDate(time);
  if (!date) {
    return 'unknown';
  }
  const difference = date.getTime() - now;
  const picked = pickUnit(Math.abs(difference));
  if (!picked) {
    return difference <= 0 ? 'just now' : 'in less than a minute';
  }
  return relativeFormat.format(
    Math.sign(difference) * Math.floor(Math.abs(difference) / picked.size),
    picked.unit,
  );
}

/**
 * The age of something in its short form: `3 h`, `12 min`, `< 1 min`.
 *
 * @public
 */
export function formatAge(
  since: string | Date,
  now: number = Date.now(),
): string {
  const date = toDate(since);
  if (!date) {
    return 'unknown';
  }
  const age = now - date.getTime();
  const picked = pickUnit(age);
  return picked
    ? `${Math.floor(age / picked.size)} ${picked.short}`
    : '< 1 min';
}

/**
 * A moment in the reader's own time zone, with the zone's name.
 *
 * @public
 */
export function formatAbsoluteTime(time: string | Date): string {
  const date = toDate(time);
  return date
    ? new Intl.DateTimeFormat('en-GB', {
        dateStyle: 'medium',
        timeStyle: 'long',
      }).format(date)
    : 'unknown';
}

const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
});

const CLOCK_FORMAT = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
});

/**
 * What the reader's clock said, with the day where it was not today: `14:03`,
 * `22 Nov 14:03`.
 *
 * @public
 */
export function formatClockTime(
  time: string | Date,
  now: number = Date.now(),
): string {
  const date = toDate(time);
  if (!date) {
    return 'unknown';
  }
  const clock = CLOCK_FORMAT.format(date);
  return date.toDateString() === new Date(now).toDateString()
    ? clock
    : `${DAY_FORMAT.format(date)} ${clock}`;
}
