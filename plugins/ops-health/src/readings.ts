import {
  formatIndicator,
  compareIndicators,
  PRICES_SOURCE,
  PRODUCTION,
  REPORTS_SOURCE,
  type EntityHealth,
  type HealthLimit,
  type IndicatorId,
  type IndicatorReading,
  type OfIndicator,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { formatClockTime } from '@platform-ops/backstage-plugin-platform-ops-react';

const OPERATOR_WORDS: Record<HealthLimit['operator'], string> = {
  '<': 'below',
  '<=': 'at most',
  '>': 'above',
  '>=': 'at least',
};

/** A limit in words: `limit: below 500 ms`. */
export function describeLimit(
  of: IndicatorId | OfIndicator,
  limit: Pick<HealthLimit, 'operator' | 'value'>,
  currency?: string,
): string {
  const value = formatIndicator(of, limit.value, currency);
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
  const names = new Set(here.map(({ indicator }) => indicator));
  return [...names].sort(compareIndicators).flatMap(name => {
    const candidates = here.filter(({ indicator }) => indicator === name);
    const best =
      candidates.find(({ value, stale }) => value !== undefined && !stale) ??
      candidates[0];
    return best ? [best] : [];
  });
}

/** Whether it was reported by a pipeline that evaluates a model. */
export function isReported({
  source,
}: Pick<IndicatorReading, 'source'>): boolean {
  return source === REPORTS_SOURCE;
}

/** What something costs, made of other readings and of prices. */
export interface CostReading extends IndicatorReading {
  indicator: 'token-cost' | 'prediction-cost';
}

/** Whether it is a cost. */
export function isCost(reading: IndicatorReading): reading is CostReading {
  return reading.source === PRICES_SOURCE;
}

/** Whether a source has its course, value by value. */
export function hasCourse(reading: IndicatorReading): boolean {
  return !isReported(reading) && !isCost(reading);
}

/**
 * The first few, but never without those that break their limit, nor without
 * one of quality, one of cost and one that a person defined where there are any.
 */
export function mostTelling(
  readings: readonly IndicatorReading[],
  count: number,
): IndicatorReading[] {
  const wanted = [
    ...readings.filter(({ limit }) => limit?.kept === false),
    ...readings.filter(isReported).slice(0, 1),
    ...readings.filter(isCost).slice(0, 1),
    ...readings.filter(({ definition }) => definition).slice(0, 1),
    ...readings,
  ];
  const chosen = new Set([...new Set(wanted)].slice(0, count));
  return readings.filter(reading => chosen.has(reading));
}
