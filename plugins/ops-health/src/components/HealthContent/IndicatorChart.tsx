import { Skeleton } from '@backstage/ui';
import {
  formatIndicator,
  indicatorUnit,
  definitionOf,
  type IndicatorReading,
  type IndicatorSeries,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  ExternalLink,
  StaleMark,
  StateIcon,
  TimeSeriesChart,
  type ChartMark,
  type ChartPoint,
  type ChartRange,
  type ChartSeries,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import { describeLimit, describeReading } from '../../readings';
import styles from './History.module.css';

const HEIGHT = 170;

/** Units whose values never come near zero while all is well. */
const AROUND_A_LEVEL: readonly string[] = ['celsius', 'score'];

function toPoints(points: IndicatorSeries['points']): ChartPoint[] {
  return points.map(([time, value]) => ({ time: time / 1000, value }));
}

export interface IndicatorChartProps {
  reading: IndicatorReading;
  series: IndicatorSeries | undefined;
  /** Why there is none. */
  failure: string | undefined;
  loading: boolean;
  comparisonTitle: string | undefined;
  range: ChartRange;
  marks: ChartMark[];
  asTable: boolean;
  cursorKey: string;
  onSelectRange: (range: ChartRange) => void;
  onMarkPress: (mark: ChartMark) => void;
}

function Drawing(props: IndicatorChartProps & { series: IndicatorSeries }) {
  const { reading, series, comparisonTitle } = props;
  const { limit } = reading;
  const { title, unit } = definitionOf(reading);
  const chartSeries = useMemo(
    (): ChartSeries[] => [
      ...(series.parts ?? [{ name: title, points: series.points }]).map(
        ({ name, points }) => ({ name, points: toPoints(points) }),
      ),
      ...(series.comparison && comparisonTitle
        ? [
            {
              name: comparisonTitle,
              points: toPoints(series.comparison),
              muted: true,
            },
          ]
        : []),
    ],
    [series, title, comparisonTitle],
  );
  const limits = useMemo(
    () =>
      limit && [{ value: limit.value, label: describeLimit(reading, limit) }],
    [limit, reading],
  );
  return (
    <TimeSeriesChart
      label={title}
      series={chartSeries}
      unit={indicatorUnit(reading)}
      height={HEIGHT}
      limits={limits}
      marks={props.marks}
      onMarkPress={props.onMarkPress}
      range={props.range}
      onSelectRange={props.onSelectRange}
      cursorKey={props.cursorKey}
      fromZero={!AROUND_A_LEVEL.includes(unit)}
      asTable={props.asTable}
    />
  );
}

function Head(props: IndicatorChartProps) {
  const { reading, series } = props;
  const { value, limit } = reading;
  const { title, description } = definitionOf(reading);
  return (
    <div className={styles.head}>
      <h3 title={description}>{title}</h3>
      <span className={styles.value}>
        {limit?.kept === false && <StateIcon state="warning" size={14} />}{' '}
        {formatIndicator(reading, value)}
      </span>
      <span className={styles.detail}>
        {[
          describeReading(reading),
          limit && describeLimit(reading, limit),
          limit?.kept === false && 'not kept',
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
      {series?.stale && (
        <StaleMark since={series.askedAt} source={series.source} />
      )}
      {series?.url && (
        <span className={styles.open}>
          <ExternalLink
            href={series.url}
            aria-label={`Open in the source, ${series.source}: ${title}`}
          >
            Open in the source
          </ExternalLink>
        </span>
      )}
    </div>
  );
}

/** The history of one indicator. */
export function IndicatorChart(props: IndicatorChartProps) {
  const { series, failure, loading } = props;
  return (
    <section className={styles.chart}>
      <Head {...props} />
      {series && <Drawing {...props} series={series} />}
      {!series && loading && <Skeleton width="100%" height={HEIGHT} />}
      {!series && !loading && (
        <div className={styles.nothing}>
          <span>The history could not be read.</span>
          <span>{failure ?? 'The source has no history of it.'}</span>
        </div>
      )}
    </section>
  );
}
