import UPlot from 'uplot';
import type { ChartMark, TimeSeriesChartProps } from './types';

const SMALLEST_SPAN_PIXELS = 6;
const MARK_REACH_PIXELS = 6;

/** Without what it would do to the others: only the place of the cursor. */
const SHARED_EVENTS = ['mousemove', 'mouseleave'];

export function chartCursor(
  latest: () => TimeSeriesChartProps,
): UPlot.Options['cursor'] {
  const { cursorKey, onSelectRange } = latest();
  return {
    y: false,
    drag: { x: Boolean(onSelectRange), y: false, setScale: false },
    ...(cursorKey
      ? {
          sync: {
            key: cursorKey,
            setSeries: false,
            scales: ['x', null],
            filters: { pub: type => SHARED_EVENTS.includes(type) },
          },
        }
      : {}),
  };
}

/** Tells which span was drawn, and takes the drawing away. */
export function reportSelection(
  chart: UPlot,
  latest: () => TimeSeriesChartProps,
): void {
  const { left, width } = chart.select;
  if (width < SMALLEST_SPAN_PIXELS) {
    return;
  }
  const { cursorKey, onSelectRange } = latest();
  onSelectRange?.({
    from: chart.posToVal(left, 'x'),
    to: chart.posToVal(left + width, 'x'),
  });
  const drawn = cursorKey ? UPlot.sync(cursorKey).plots : [chart];
  for (const each of drawn) {
    each.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }
}

/** The mark under the pointer, if any. */
export function findMark(
  chart: UPlot,
  left: number,
  marks: readonly ChartMark[] = [],
): ChartMark | undefined {
  return marks.find(
    mark =>
      Math.abs(chart.valToPos(mark.time, 'x') - left) <= MARK_REACH_PIXELS,
  );
}
