export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** CloudWatch keeps minutes for 15 days, five minutes for 63, then hours. */
const RESOLUTIONS: Array<[youngerThan: number, resolution: number]> = [
  [15 * DAY, MINUTE],
  [63 * DAY, 5 * MINUTE],
  [Infinity, HOUR],
];

/** The longest period that may be asked for. */
const LONGEST_PERIOD = DAY;

export function floorTo(value: number, unit: number): number {
  return Math.floor(value / unit) * unit;
}

export function ceilTo(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

/** The shortest period that there is of a time. */
export function resolutionAt(start: number, now: number): number {
  return RESOLUTIONS.find(([age]) => now - start < age)![1];
}

/**
 * The longest period that may be asked for by which both can be divided; 0
 * stands for none.
 */
export function commonPeriod(a: number, b: number): number {
  const divisor = greatestDivisor(a, b);
  return divisor <= LONGEST_PERIOD
    ? divisor
    : [DAY, HOUR, 5 * MINUTE, MINUTE].find(unit => divisor % unit === 0)!;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
