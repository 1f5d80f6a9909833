import { Skeleton } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import hidden from '../visuallyHidden.module.css';
import { ChartTable } from './ChartTable';
import type { TimeSeriesChartProps } from './types';
import styles from './TimeSeriesChart.module.css';

const DEFAULT_HEIGHT = 240;

const ChartCanvas = lazy(() =>
  import('./ChartCanvas').then(module => ({ default: module.ChartCanvas })),
);

/**
 * Values over time. Where nothing can be drawn, and for whoever cannot see the
 * drawing, there is a table.
 *
 * @public
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { label, series, height = DEFAULT_HEIGHT, asTable = false } = props;
  const hasData = series.some(({ points }) =>
    points.some(({ value }) => value !== null),
  );
  const canDraw = !asTable && typeof CanvasRenderingContext2D !== 'undefined';

  if (!hasData) {
    return (
      <div className={styles.nothing} style={{ minHeight: height / 2 }}>
        {label}: no data
      </div>
    );
  }
  return (
    <figure className={styles.chart} aria-label={label}>
      {canDraw && (
        <Suspense fallback={<Skeleton width="100%" height={height} />}>
          <ChartCanvas {...props} height={height} />
        </Suspense>
      )}
      {canDraw ? (
        <div className={hidden.visuallyHidden}>
          <ChartTable {...props} />
        </div>
      ) : (
        // What scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.table} tabIndex={0}>
          <ChartTable {...props} />
        </div>
      )}
    </figure>
  );
}
