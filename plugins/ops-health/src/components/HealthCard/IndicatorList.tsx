import { Text } from '@backstage/ui';
import type {
  EntityHealth,
  IndicatorReading,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { useHealthSignal } from '@platform-ops/backstage-plugin-ops-health-react';
import { useSeries } from '../../hooks/useSeries';
import { hasCourse, mostTelling, readingsOf, serversOf } from '../../readings';
import { IndicatorRow, type History } from './IndicatorRow';
import styles from './IndicatorList.module.css';

const SHOWN = 5;
const DAY = { from: 'now-24h', to: 'now' };
const POINTS = 96;

function IndicatorRows(props: {
  entityRef: string;
  environment: string;
  readings: readonly IndicatorReading[];
  withoutAge: boolean;
}) {
  const { entityRef, environment, readings } = props;
  const { value, error, reload } = useSeries({
    entityRef,
    environment,
    indicators: readings.filter(hasCourse).map(({ indicator }) => indicator),
    range: DAY,
    points: POINTS,
    comparison: 'week',
  });
  useHealthSignal(reload);

  const historyOf = ({ indicator }: IndicatorReading): History => {
    const series = value?.series.find(each => each.indicator === indicator);
    if (series) {
      return { series };
    }
    const failure = value?.failures.find(each => each.indicator === indicator);
    const failed = failure?.message ?? error?.message;
    if (failed) {
      return { failed };
    }
    return value ? { failed: 'The source has no history of it' } : {};
  };
  return (
    <ul className={styles.list} aria-label="Indicators">
      {readings.map(reading => (
        <IndicatorRow
          key={reading.indicator}
          reading={reading}
          history={historyOf(reading)}
          withoutAge={props.withoutAge}
        />
      ))}
    </ul>
  );
}

/** The most telling indicators with their last day. */
export function IndicatorList(props: {
  health: EntityHealth;
  environment: string | undefined;
}) {
  const { health, environment } = props;
  const readings = readingsOf(health.readings, environment);
  const shown = mostTelling(readings, SHOWN);
  if (environment === undefined || shown.length === 0) {
    // Those of what serves it are pointed at already.
    return serversOf(health).length > 0 ? null : (
      <Text as="p" variant="body-small" color="secondary">
        No source measures an indicator of it.
      </Text>
    );
  }
  return (
    <>
      <IndicatorRows
        entityRef={health.entityRef}
        environment={environment}
        readings={shown}
        withoutAge={health.stale && shown.every(({ stale }) => stale)}
      />
      {readings.length > shown.length && (
        <Text as="p" variant="body-small" color="secondary">
          {readings.length - shown.length} more in the history.
        </Text>
      )}
    </>
  );
}
