import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { createChartOptions } from './createChartOptions';
import { alignSeries } from './alignSeries';
import type { TimeSeriesChartProps } from './types';
import { useThemeRevision } from './useThemeRevision';
import styles from './ChartCanvas.module.css';

/** Draws with uPlot; loaded only where there is something to draw. */
export function ChartCanvas(props: TimeSeriesChartProps & { height: number }) {
  const { series, bands, marks, unit, height, categories } = props;
  const container = useRef<HTMLDivElement>(null);
  const themeRevision = useThemeRevision();

  useEffect(() => {
    const target = container.current;
    if (!target) {
      return undefined;
    }
    const { times, columns } = alignSeries(series, bands);
    const chart = new UPlot(
      createChartOptions({
        series,
        bands,
        marks,
        unit,
        height,
        categories,
        width: target.clientWidth,
        styles: getComputedStyle(target),
        hiddenLegendClass: styles.hidden,
      }),
      [times, ...columns],
      target,
    );
    const observer = new ResizeObserver(() => {
      // The legend's height is not part of the size that is set.
      chart.setSize({ width: target.clientWidth, height });
    });
    observer.observe(target);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [series, bands, marks, unit, height, categories, themeRevision]);

  return <div ref={container} className={styles.canvas} aria-hidden />;
}
