import type {
  EntityHealth,
  HealthSummary,
  QualitySeries,
  Slo,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';

const SOURCE = 'Ops health';
/** An auditor reads these; more say no more. */
const MOST_LISTED = 50;

export function toState(health: HealthSummary): CollectedFact {
  return {
    entityRef: health.entityRef,
    type: 'opsHealth.state',
    value: {
      state: health.state,
      reason: health.reason,
      since: health.since,
      stale: health.stale,
    },
    source: SOURCE,
    query: `GET /api/ops-health/health?entityRef=${health.entityRef}: state, reason, since, stale`,
    population: 1,
  };
}

export function toObjectives(
  entityRef: string,
  asked: string[],
  slos: Slo[],
): CollectedFact {
  return {
    entityRef,
    type: 'opsHealth.objectives',
    value: {
      objectives: weakestFirst(slos).map(slo => ({
        entityRef: slo.entityRef,
        name: slo.name,
        objective: slo.objective,
        state: slo.state,
        remaining: slo.budget?.remaining,
        coverage: slo.budget?.coverage,
        stale: slo.stale,
      })),
    },
    source: SOURCE,
    query: `GET /api/ops-health/slos?${toQuery(asked)}`,
    population: slos.length,
  };
}

/** Of more than are listed none is left out that a check would stumble over. */
function weakestFirst(slos: Slo[]): Slo[] {
  if (slos.length <= MOST_LISTED) {
    return slos;
  }
  const leftOf = ({ state, stale, budget }: Slo) =>
    stale || state === 'firing' ? -Infinity : budget?.remaining ?? -Infinity;
  return [...slos]
    .sort((a, b) => leftOf(a) - leftOf(b) || 0)
    .slice(0, MOST_LISTED);
}

/** @param healths - Its own, and for a model that of what serves it. */
export function toMonitoring(
  entityRef: string,
  healths: EntityHealth[],
): CollectedFact {
  const readings = healths.flatMap(health => health.readings);
  const resources = healths.flatMap(health => health.resources);
  const alerts = healths.flatMap(health => health.alerts);
  const fresh = readings.filter(
    ({ value, stale }) => value !== undefined && !stale,
  );
  const sources = [
    ...fresh,
    ...resources.filter(({ stale }) => !stale),
    ...alerts.filter(({ stale }) => !stale),
  ].map(({ source }) => source);
  return {
    entityRef,
    type: 'opsHealth.monitoring',
    value: {
      indicators: sorted(fresh.map(({ indicator }) => indicator)),
      sources: sorted(sources),
      limits: readings.filter(({ limit }) => limit).length,
      pages: alerts.filter(
        ({ severity, suppressed }) => severity === 'page' && !suppressed,
      ).length,
      alertsWithoutRunbook: sorted(
        alerts.filter(({ runbookUrl }) => !runbookUrl).map(({ name }) => name),
      ),
      problems: healths
        .flatMap(({ problems }) => problems.map(({ text }) => text))
        .slice(0, MOST_LISTED),
    },
    source: SOURCE,
    query: healths
      .map(
        ({ entityRef: ref }) =>
          `GET /api/ops-health/health?entityRef=${ref}: readings, resources, alerts, problems`,
      )
      .join('; '),
    population: readings.length + resources.length + alerts.length,
  };
}

export function toQuality(
  entityRef: string,
  asked: string[],
  series: QualitySeries[],
): CollectedFact {
  return {
    entityRef,
    type: 'opsHealth.quality',
    value: {
      measurements: series
        .slice(0, MOST_LISTED)
        .map(({ indicator, environment, slice, state, lastMeasured }) => ({
          indicator,
          environment,
          slice: slice && `${slice.feature}=${slice.value}`,
          state,
          n: lastMeasured?.n,
          measuredTo: lastMeasured?.measuredTo,
          modelVersion: lastMeasured?.modelVersion,
          reportedBy: lastMeasured?.reportedBy,
        })),
    },
    source: SOURCE,
    query: asked
      .map(ref => `GET /api/ops-health/quality?points=1&${toQuery([ref])}`)
      .join('; '),
    population: series.length,
  };
}

function toQuery(refs: string[]): string {
  return refs.map(ref => `entityRef=${ref}`).join('&');
}

function sorted(texts: string[]): string[] {
  return [...new Set(texts)].sort().slice(0, MOST_LISTED);
}
