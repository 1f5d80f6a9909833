import { useEffect, useMemo, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { createChartOptions } from './createChartOptions';
import { alignSeries } from './alignSeries';
import { findMark } from './chartCursor';
import type { TimeSeriesChartProps } from './types';
import { useThemeRevision } from './useThemeRevision';
import styles from './ChartCanvas.module.css';

/** What cannot change without a new chart; values, marks and limits can. */
function shapeOf(props: TimeSeriesChartProps): string {
  const { series, bands, unit, categories, cursorKey } = props;
  return JSON.stringify([
    series.map(({ name, muted }) => [name, muted]),
    bands?.map(({ name }) => name),
    unit,
    categories,
    cursorKey,
    Boolean(props.onSelectRange),
  ]);
}

/** Draws with uPlot; loaded only where there is something to draw. */
export function ChartCanvas(props: TimeSeriesChartProps & { height: number }) {
  const { series, bands, marks, limits, range, height } = props;
  const container = useRef<HTMLDivElement>(null);
  const chart = useRef<UPlot>();
  const latest = useRef(props);
  latest.current = props;
  const themeRevision = useThemeRevision();
  const shape = shapeOf(props);
  const data = useMemo(() => {
    const { times, columns } = alignSeries(series, bands);
    return [times, ...columns] as UPlot.AlignedData;
  }, [series, bands]);
  const latestData = useRef(data);
  latestData.current = data;

  useEffect(() => {
    const target = container.current;
    if (!target) {
      return undefined;
    }
    const created = new UPlot(
      createChartOptions({
        latest: () => latest.current,
        height,
        width: target.clientWidth,
        styles: getComputedStyle(target),
        hiddenLegendClass: styles.hidden,
      }),
      latestData.current,
      target,
    );
    chart.current = created;
    const press = ({ offsetX }: MouseEvent) => {
      const mark = findMark(created, offsetX, latest.current.marks);
      if (mark) {
        latest.current.onMarkPress?.(mark);
      }
    };
    created.over.addEventListener('click', press);
    const observer = new ResizeObserver(() => {
      // The legend's height is not part of the size that is set.
      created.setSize({ width: target.clientWidth, height });
    });
    observer.observe(target);
    return () => {
      observer.disconnect();
      chart.current = undefined;
      created.destroy();
    };
  }, [shape, height, themeRevision]);

  // Live values come often; the cursor has to survive them.
  useEffect(() => {
    chart.current?.setData(data);
  }, [data, marks, limits, range?.from, range?.to]);

  return <div ref={container} className={styles.canvas} aria-hidden />;
}
