import UPlot from 'uplot';
import { includeLimits } from './includeLimits';
import type { TimeSeriesChartProps } from './types';

const PADDING = 0.1;

/** Room for the line at 100 %. */
const HIGHEST_RATIO = 1.03;

/** The share of the height in which the labels of marks are. */
const MARK_ROOM = 0.15;

/**
 * How values become places: the properties are asked for at each drawing, so
 * that new ones need no new chart.
 */
export function chartScales(
  latest: () => TimeSeriesChartProps,
): UPlot.Options['scales'] {
  const { categories } = latest();
  const timeRange = (
    _: UPlot,
    low: number,
    high: number,
  ): UPlot.Range.MinMax => {
    const { range } = latest();
    return range ? [range.from, range.to] : [low, high];
  };
  return {
    x: categories
      ? { time: false, range: [-0.5, Math.max(categories.length - 0.5, 0.5)] }
      : { time: true, range: timeRange },
    y: {
      range: (_, low, high) => {
        if (low === null || high === null) {
          return [0, 1];
        }
        const { limits, fromZero, unit, marks = [] } = latest();
        const [from, to] = includeLimits(
          fromZero ? Math.min(0, low) : low,
          high,
          limits,
        );
        // Of nothing but zeros the library would make an axis to 100.
        const [bottom, top] =
          from === 0 && to === 0
            ? [0, 1]
            : UPlot.rangeNum(from, to, PADDING, true);
        // There is nothing above all of it.
        const end =
          unit === 'ratio' && to <= 1
            ? Math.min(top ?? to, HIGHEST_RATIO)
            : top ?? to;
        const room =
          marks.length > 0 ? MARK_ROOM * (end - (bottom ?? from)) : 0;
        return [bottom, end + room];
      },
    },
  };
}
