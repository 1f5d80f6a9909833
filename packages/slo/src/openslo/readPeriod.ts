import { DateTime, IANAZone } from 'luxon';
import { type Findings, type Path, readShape } from '@platform-ops/documents';
import {
  nominalPeriodMs,
  type CalendarUnit,
  type SloPeriod,
} from '../budget/SloPeriod';
import { ALLOWED_PERIOD, isPeriod } from '../limits';
import { DAY } from '../time';
import {
  ALLOWED_SHORTHAND,
  readShorthand,
  type ShorthandUnit,
} from './durations';
import { timeWindowSchema } from './schemas';

const DEFAULT_PERIOD: SloPeriod = { kind: 'rolling', ms: 30 * DAY };

const CALENDAR_UNITS: Partial<Record<ShorthandUnit, CalendarUnit>> = {
  d: 'day',
  w: 'week',
  M: 'month',
  Q: 'quarter',
  Y: 'year',
};

/** Reads `spec.timeWindow`. */
export function readPeriod(
  timeWindow: unknown,
  path: Path,
  findings: Findings,
): SloPeriod | undefined {
  if (timeWindow === undefined) {
    findings.notice(path, 'is missing, so 30 days rolling are taken');
    return DEFAULT_PERIOD;
  }
  if (!Array.isArray(timeWindow) || timeWindow.length !== 1) {
    findings.problem(path, timeWindow, 'a list of one time window');
    return undefined;
  }
  const where = [...path, 0];
  const window = readShape(timeWindowSchema, timeWindow[0], where, findings);
  if (!window) {
    return undefined;
  }
  const duration = readShorthand(window.duration);
  if (!duration) {
    findings.problem(
      [...where, 'duration'],
      window.duration,
      ALLOWED_SHORTHAND,
    );
  }
  const { calendar, isRolling = false } = window;
  if (isRolling === Boolean(calendar)) {
    findings.problem(
      [...where, 'isRolling'],
      window.isRolling,
      'true without calendar, or false with it',
    );
    return undefined;
  }
  const start = calendar && readStart(calendar, where, findings);
  if (!duration || (calendar && !start)) {
    return undefined;
  }
  const period = start
    ? calendarPeriod(duration, start)
    : ({ kind: 'rolling', ms: duration.ms } as const);
  if (!period || !isPeriod(nominalPeriodMs(period))) {
    findings.problem([...where, 'duration'], window.duration, ALLOWED_PERIOD);
    return undefined;
  }
  return period;
}

interface Start {
  start: string;
  timeZone: string;
}

function calendarPeriod(
  { count, unit }: { count: number; unit: ShorthandUnit },
  start: Start,
): SloPeriod | undefined {
  const calendarUnit = CALENDAR_UNITS[unit];
  return (
    calendarUnit && { kind: 'calendar', unit: calendarUnit, count, ...start }
  );
}

function readStart(
  calendar: { startTime: string; timeZone: string },
  path: Path,
  findings: Findings,
): Start | undefined {
  const { startTime, timeZone } = calendar;
  const zoneExists = IANAZone.isValidZone(timeZone);
  if (!zoneExists) {
    findings.problem(
      [...path, 'calendar', 'timeZone'],
      timeZone,
      'an IANA time zone such as Europe/Berlin',
    );
  }
  const start = startTime.replace(' ', 'T');
  const startExists =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(start) &&
    DateTime.fromISO(start, { zone: 'utc' }).isValid;
  if (!startExists) {
    findings.problem(
      [...path, 'calendar', 'startTime'],
      startTime,
      'a local time such as 2026-01-01 00:00:00',
    );
  }
  return zoneExists && startExists ? { start, timeZone } : undefined;
}
