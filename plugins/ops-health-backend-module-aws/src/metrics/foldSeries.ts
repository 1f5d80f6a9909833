import type { Fold } from './planExpression';
import { floorTo } from './time';

/**
 * What the values within a window that ends at a time come to. Periods count
 * from the start of the series, and only whole ones do.
 *
 * @returns undefined where there is none.
 */
export function foldSeries(
  points: Array<[number, number]>,
  fold: Fold,
  span: { time: number; window: number; period: number; start: number },
): number | undefined {
  const { time, period, start } = span;
  const end = start + floorTo(time - start, period);
  const begin = end - span.window;
  const values = points
    .slice(firstFrom(points, begin), firstFrom(points, end))
    .map(([, value]) => value);
  switch (fold) {
    case 'sum':
      return values.reduce((total, value) => total + value, 0);
    case 'highest':
      return values.length ? Math.max(...values) : undefined;
    default:
      return values.at(-1);
  }
}

/** The first of a sorted list that is not before a time. */
function firstFrom(points: Array<[number, number]>, time: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle][0] < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
