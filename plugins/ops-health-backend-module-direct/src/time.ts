export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Milliseconds since the epoch. */
export type Clock = () => number;

/** The last multiple of `size` that is not after `time`. */
export function floorTo(time: number, size: number): number {
  return Math.floor(time / size) * size;
}
