import {
  formatIndicator,
  indicatorUnit,
  type HealthLimit,
  type QualitySeries,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  IntervalMark,
  StaleMark,
  StateBadge,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { breaksLimit } from '../../quality/breaksLimit';
import { knownAt } from '../../quality/knownAt';
import { describeLimit } from '../../readings';
import styles from './Quality.module.css';

/** The newest value with its interval, or why there is none. */
export function QualityValue(props: {
  series: QualitySeries;
  domain: [number, number];
  limit: HealthLimit | undefined;
}) {
  const { series, domain, limit } = props;
  const { indicator, value, lastMeasured, state, text } = series;
  if (value === undefined || !lastMeasured) {
    return (
      <div className={styles.value}>
        <StateBadge state="unknown" label="unknown" />
        <span className={styles.detail}>{text}</span>
        {lastMeasured?.value !== undefined && (
          <span className={styles.detail}>
            Last known: {formatIndicator(indicator, lastMeasured.value)}
          </span>
        )}
      </div>
    );
  }
  const interval = lastMeasured.confidenceInterval;
  const isBroken = limit && breaksLimit(value, limit);
  return (
    <div className={styles.value}>
      <span
        className={styles.number}
        data-stale={state === 'stale' ? '' : undefined}
      >
        {formatIndicator(indicator, value)}
      </span>
      <IntervalMark
        label={series.name ?? indicator}
        value={value}
        interval={interval}
        domain={domain}
        limit={limit?.value}
        unit={indicatorUnit(indicator)}
        width={160}
      />
      {interval && (
        <span className={styles.detail}>
          {formatIndicator(indicator, interval.low)} to{' '}
          {formatIndicator(indicator, interval.high)} with{' '}
          {interval.level * 100} % confidence
        </span>
      )}
      {state === 'stale' && (
        <StaleMark since={knownAt(lastMeasured)} source="reports" />
      )}
      {limit && (
        <span className={styles.detail}>{describeLimit(indicator, limit)}</span>
      )}
      {isBroken && <StateBadge state="warning" label="limit not kept" />}
    </div>
  );
}
