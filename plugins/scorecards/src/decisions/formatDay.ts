const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** A day on the reader's calendar: `3 Mar 2027`; `unknown` for none. */
export function formatDay(time: string | number | undefined): string {
  const date = new Date(time ?? NaN);
  return Number.isNaN(date.getTime()) ? 'unknown' : DAY_FORMAT.format(date);
}
