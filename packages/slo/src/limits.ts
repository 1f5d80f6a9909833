import { SloInputError } from './SloInputError';
import { DAY } from './time';

export const SHORTEST_PERIOD = DAY;
/** A leap year. */
export const LONGEST_PERIOD = 366 * DAY;

export const ALLOWED_OBJECTIVE =
  'a number above 0 and below 1, such as 0.999 for 99.9 %';
export const ALLOWED_PERIOD = 'from 1 day to 1 year (366 days)';

export function isObjective(value: number): boolean {
  return value > 0 && value < 1;
}

export function isPeriod(ms: number): boolean {
  return ms >= SHORTEST_PERIOD && ms <= LONGEST_PERIOD;
}

export function checkObjective(objective: number): void {
  if (!isObjective(objective)) {
    throw new SloInputError('objective', objective, ALLOWED_OBJECTIVE);
  }
}

export function checkPeriod(periodMs: number): void {
  if (!isPeriod(periodMs)) {
    throw new SloInputError(
      'periodMs',
      periodMs,
      `${ALLOWED_PERIOD}, in milliseconds`,
    );
  }
}
