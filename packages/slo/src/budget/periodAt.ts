import { DateTime } from 'luxon';
import { SloInputError } from '../SloInputError';
import type { SloPeriod } from './SloPeriod';

/**
 * The period that a moment belongs to. All times are milliseconds since 1970.
 * The start is inside, the end is not; only a rolling period ends at the moment itself.
 *
 * @throws SloInputError for a start or a time zone that does not exist.
 *
 * @public
 */
export function periodAt(
  period: SloPeriod,
  nowMs: number,
): { startMs: number; endMs: number } {
  if (period.kind === 'rolling') {
    return { startMs: nowMs - period.ms, endMs: nowMs };
  }
  const { unit, count, start, timeZone } = period;
  const first = DateTime.fromISO(start, { zone: timeZone });
  if (!first.isValid) {
    throw new SloInputError(
      'period',
      `${start} in ${timeZone}`,
      'a local time such as 2026-01-01T00:00:00 in an IANA time zone',
    );
  }
  // Always from the first one: a month after 31 January is 28 February, two are 31 March.
  const startOf = (index: number) =>
    first.plus({ [`${unit}s`]: index * count }).toMillis();
  const now = DateTime.fromMillis(nowMs, { zone: timeZone });
  let index = Math.floor(now.diff(first, `${unit}s`).as(`${unit}s`) / count);
  while (startOf(index) > nowMs) {
    index -= 1;
  }
  while (startOf(index + 1) <= nowMs) {
    index += 1;
  }
  return { startMs: startOf(index), endMs: startOf(index + 1) };
}
