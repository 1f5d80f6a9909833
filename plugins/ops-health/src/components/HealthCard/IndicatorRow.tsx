import { Skeleton } from '@backstage/ui';
import {
  formatIndicator,
  definitionOf,
  type IndicatorReading,
  type IndicatorSeries,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  Sparkline,
  StaleMark,
  StateIcon,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { describeLimit, describeReading, hasCourse } from '../../readings';
import { describeTrend } from '../../series/describeTrend';
import { TrendMark } from './TrendMark';
import styles from './IndicatorList.module.css';

/** Neither while it is being read. */
export interface History {
  series?: IndicatorSeries;
  /** Why there is none. */
  failed?: string;
}

function HistoryCell(props: {
  title: string;
  history: History;
  /** The value beside it, unless it is old. */
  now: number | undefined;
}) {
  const { now } = props;
  const { series, failed } = props.history;
  if (series) {
    const values = series.points.map(([, value]) => value);
    return (
      <>
        <Sparkline
          label={`${props.title}, last 24 hours`}
          values={now === undefined ? values : [...values, now]}
        />
        <TrendMark trend={describeTrend(series, now)} />
      </>
    );
  }
  return failed ? (
    <span className={styles.detail} title={failed}>
      no history
    </span>
  ) : (
    <Skeleton width={120} height={28} />
  );
}

/** E.g. that it is of the predict step alone. */
function Remark(props: { reading: IndicatorReading }) {
  const remark = describeReading(props.reading);
  return remark ? <span className={styles.detail}> ({remark})</span> : null;
}

/** One indicator: its value, its limit, its last day. */
export function IndicatorRow(props: {
  reading: IndicatorReading;
  history: History;
  /** Leaves out how old the value is, where it is said of all. */
  withoutAge?: boolean;
}) {
  const { reading, history, withoutAge } = props;
  const { value, limit, stale } = reading;
  const { title, description } = definitionOf(reading);
  return (
    <li className={styles.row}>
      <div>
        <span className={styles.name} title={description}>
          {title}
          {value !== undefined && hasCourse(reading) && (
            <Remark reading={reading} />
          )}
        </span>
        {stale && !withoutAge && (
          <div>
            <StaleMark since={reading.observedAt} source={reading.source} />
          </div>
        )}
        {(value === undefined || !hasCourse(reading)) && (
          <div className={styles.detail}>{describeReading(reading)}</div>
        )}
      </div>
      <div className={styles.value}>
        <span
          className={styles.number}
          data-stale={stale ? '' : undefined}
          data-unknown={value === undefined ? '' : undefined}
        >
          {limit?.kept === false && <StateIcon state="warning" size={14} />}
          {formatIndicator(reading, value, reading.currency)}
        </span>
        {limit && (
          <span className={styles.detail}>
            {describeLimit(reading, limit, reading.currency)}
            {limit.kept === false && ', not kept'}
          </span>
        )}
      </div>
      <div className={styles.history}>
        {hasCourse(reading) && (
          <HistoryCell
            title={title}
            history={history}
            now={stale ? undefined : value}
          />
        )}
      </div>
    </li>
  );
}
