import type { ChartLimit } from './types';

/** A limit farther away than this many times the values would flatten them. */
const FARTHEST = 4;

/** The range of some values, widened to the limits that are not far away. */
export function includeLimits(
  low: number,
  high: number,
  limits: readonly ChartLimit[] = [],
): [number, number] {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const near = limits
    .map(({ value }) => value)
    .filter(value => Math.abs(value) <= FARTHEST * largest);
  return [Math.min(low, ...near), Math.max(high, ...near)];
}
