import {
  INDICATOR_IDS,
  PRODUCTION,
  type EntityHealth,
  type HealthLimit,
  type IndicatorId,
  type IndicatorReading,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { formatIndicator } from '@platform-ops/backstage-plugin-ops-health-react';
import { formatClockTime } from '@platform-ops/backstage-plugin-platform-ops-react';

const OPERATOR_WORDS: Record<HealthLimit['operator'], string> = {
  '<': 'below',
  '<=': 'at most',
  '>': 'above',
  '>=': 'at least',
};

/** A limit in words: `limit: below 500 ms`. */
export function describeLimit(
  indicator: IndicatorId,
  limit: HealthLimit,
): string {
  const value = formatIndicator(indicator, limit.value);
  return `limit: ${OPERATOR_WORDS[limit.operator]} ${value}`;
}

/**
 * The environment that an entity is judged by: production, or what nobody
 * mapped and so counts as it, or else the only ones there are.
 */
export function headlineEnvironment(
  health: Pick<EntityHealth, 'environments' | 'readings'>,
): string | undefined {
  const names = [
    ...health.environments.map(({ environment }) => environment),
    ...health.readings.map(({ environment }) => environment),
  ];
  return (
    names.find(name => name === PRODUCTION) ??
    health.environments.find(({ unmapped }) => unmapped)?.environment ??
    names[0]
  );
}

/** What brings the health of an entity where it is not its own. */
export function serversOf(health: Pick<EntityHealth, 'reasons'>): string[] {
  return [
    ...new Set(health.reasons.flatMap(({ entityRef }) => entityRef ?? [])),
  ];
}

/** What the API says of old readings: the time is for the reader's clock. */
const NO_DATA_SINCE = 'no data since';

/** A reading's remark, or why it has no value. */
export function describeReading(
  reading: Pick<IndicatorReading, 'value' | 'note' | 'observedAt'>,
): string | undefined {
  const { value, note, observedAt } = reading;
  return value === undefined && (!note || note === NO_DATA_SINCE)
    ? `${NO_DATA_SINCE} ${formatClockTime(observedAt)}`
    : note;
}

/** One reading per indicator in an environment, the most telling first. */
export function readingsOf(
  readings: readonly IndicatorReading[],
  environment: string | undefined,
): IndicatorReading[] {
  const here = readings.filter(reading => reading.environment === environment);
  return INDICATOR_IDS.flatMap(id => {
    const candidates = here.filter(({ indicator }) => indicator === id);
    const best =
      candidates.find(({ value, stale }) => value !== undefined && !stale) ??
      candidates[0];
    return best ? [best] : [];
  });
}

/** The first few, but never without those that break their limit. */
export function mostTelling(
  readings: readonly IndicatorReading[],
  count: number,
): IndicatorReading[] {
  const broken = readings.filter(({ limit }) => limit?.kept === false);
  const kept = readings.filter(({ limit }) => limit?.kept !== false);
  const chosen = new Set([...broken, ...kept].slice(0, count));
  return readings.filter(reading => chosen.has(reading));
}
