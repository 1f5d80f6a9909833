import { addDays, daysBetween } from './dates';

/** Days before the due date. */
const BEFORE = [-14, -7, -1];
const WEEK = 7;

/**
 * The last day until today on which people were to be reminded: 14, 7 and 1
 * days before it is due, on the day, and each week after. So of several that
 * were missed only one is made up for.
 *
 * @returns undefined where there was none since the campaign began.
 */
export function findOccasion(options: {
  startedOn: string;
  dueOn: string;
  today: string;
}): string | undefined {
  const { startedOn, dueOn, today } = options;
  const days = daysBetween(dueOn, today);
  const offset =
    days >= 0
      ? days - (days % WEEK)
      : BEFORE.findLast(candidate => candidate <= days);
  const occasion = offset === undefined ? undefined : addDays(dueOn, offset);
  return occasion !== undefined && occasion >= startedOn ? occasion : undefined;
}
