export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * Faults begin and end at whole steps of this length, so that what was told
 * about the past never changes afterwards.
 */
export const FAULT_STEP = 5 * SECOND;

/**
 * The next time at which something may begin or end.
 */
export function alignUp(time: number): number {
  return Math.ceil(time / FAULT_STEP) * FAULT_STEP;
}
