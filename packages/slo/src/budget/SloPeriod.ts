import { DAY } from '../time';

/**
 * @public
 */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/**
 * What a promise is about: the time before now, or calendar periods that follow
 * each other from a first one on.
 *
 * @public
 */
export type SloPeriod =
  | {
      kind: 'rolling';
      /** Milliseconds. */
      ms: number;
    }
  | {
      kind: 'calendar';
      unit: CalendarUnit;
      /** Units per period, 1 or more. */
      count: number;
      /** Where some period starts, as local time: `2026-01-01T00:00:00`. */
      start: string;
      /** IANA name, such as `Europe/Berlin`. */
      timeZone: string;
    };

const NOMINAL_DAYS: Record<CalendarUnit, number> = {
  day: 1,
  week: 7,
  month: 30,
  quarter: 91,
  year: 365,
};

/**
 * The length that burn rates are reckoned with, milliseconds: a month counts as 30 days,
 * a quarter as 91, a year as 365, so that limits do not change from month to month.
 *
 * @public
 */
export function nominalPeriodMs(period: SloPeriod): number {
  return period.kind === 'rolling'
    ? period.ms
    : period.count * NOMINAL_DAYS[period.unit] * DAY;
}
