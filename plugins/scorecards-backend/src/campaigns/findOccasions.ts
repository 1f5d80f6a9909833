import { addDays, daysBetween } from './dates';

/** Days before the due date. */
const BEFORE = [-14, -7, -1];
const WEEK = 7;

/**
 * The days on which people are to be reminded, in order: 14, 7 and 1 days before
 * it is due, on the day, and each week after.
 *
 * @param options - From one day until another, both among them.
 */
export function findOccasions(options: {
  from: string;
  until: string;
  dueOn: string;
}): string[] {
  const { from, until, dueOn } = options;
  const days = daysBetween(dueOn, until);
  const weeks = days < 0 ? 0 : Math.floor(days / WEEK) + 1;
  return [
    ...BEFORE,
    ...Array.from({ length: weeks }, (_, index) => index * WEEK),
  ]
    .map(offset => addDays(dueOn, offset))
    .filter(date => date >= from && date <= until);
}
