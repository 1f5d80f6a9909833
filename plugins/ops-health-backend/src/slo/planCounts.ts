import {
  INDICATORS,
  PRODUCTION,
  type IndicatorId,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  IncreaseExpression,
  IndicatorPack,
  MetricSelector,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { windowedQuery } from '@platform-ops/slo';
import type { ObservedReading } from '../state/ObservedReading';
import type { EntitySlo } from './EntitySlo';

/**
 * How the events of an objective are counted: by the metrics of a pack, for all
 * entities of a source at once.
 */
export interface PackCountPlan {
  kind: 'pack';
  sourceId: string;
  pack: string;
  /** Of the entity. */
  reading: ObservedReading;
  total: IncreaseExpression;
  /** One of the two. */
  bad?: IncreaseExpression;
  good?: IncreaseExpression;
  /** Where good events are those up to a bucket's bound, which has to exist. */
  bucket?: { metric: string; bound: number };
}

/**
 * By queries of a person's own, each for itself.
 */
export interface QueryCountPlan {
  kind: 'queries';
  sourceId: string;
  total: string;
  bad?: string;
  good?: string;
}

export type CountPlan = PackCountPlan | QueryCountPlan;

const LATENCIES: IndicatorId[] = ['latency', 'latency-median'];

/**
 * Finds how to count, or says in words why it cannot be.
 *
 * @param querySources - Ids of the sources that take queries.
 */
export function planCounts(
  { definition }: EntitySlo,
  readings: ObservedReading[],
  packs: ReadonlyMap<string, IndicatorPack>,
  querySources: string[],
): CountPlan | string {
  const { indicator, budgeting } = definition;
  if (budgeting.method !== 'occurrences') {
    return 'Its budgetingMethod is Timeslices, which the portal does not evaluate. Write budgetingMethod: Occurrences, which counts single events, and leave out timeSliceTarget and timeSliceWindow';
  }
  if (indicator.kind === 'queries') {
    const sourceId = indicator.sourceRef ?? querySources[0];
    if (!sourceId || !querySources.includes(sourceId)) {
      return `Its queries are for the source '${
        sourceId ?? indicator.sourceType
      }'; configured are ${querySources.join(', ') || 'none'}`;
    }
    const toWindowed = (query: string) =>
      windowedQuery(query, indicator.counter);
    const total = toWindowed(indicator.total);
    const part = toWindowed(indicator.bad ?? indicator.good ?? '');
    if (total === undefined || part === undefined) {
      return 'Its queries are neither selectors, nor sums of one, nor do they hold $window';
    }
    return {
      kind: 'queries',
      sourceId,
      total,
      ...(indicator.bad === undefined ? { good: part } : { bad: part }),
    };
  }
  const inProduction = readings.filter(
    ({ environment }) =>
      environment === undefined || environment === PRODUCTION,
  );
  return indicator.thresholdSeconds === undefined
    ? planRatio(indicator.id, inProduction, packs)
    : planLatency(
        indicator.id,
        indicator.thresholdSeconds,
        inProduction,
        packs,
      );
}

function planRatio(
  id: string,
  readings: ObservedReading[],
  packs: ReadonlyMap<string, IndicatorPack>,
): CountPlan | string {
  if (id !== 'error-ratio') {
    return `Its indicator '${id}' counts no events; use error-ratio, or latency with a threshold`;
  }
  for (const reading of readings) {
    const events = packs.get(reading.pack)?.events;
    if (reading.indicator === 'error-ratio' && events?.bad) {
      return {
        kind: 'pack',
        sourceId: reading.sourceId,
        pack: reading.pack,
        reading,
        total: events.total,
        bad: events.bad,
      };
    }
  }
  return `No source gives an error ratio of it in production`;
}

function planLatency(
  id: string,
  thresholdSeconds: number,
  readings: ObservedReading[],
  packs: ReadonlyMap<string, IndicatorPack>,
): CountPlan | string {
  if (!LATENCIES.includes(id as IndicatorId)) {
    return `Its indicator '${id}' has a threshold; that goes with ${LATENCIES.join(
      ' and ',
    )}`;
  }
  for (const reading of readings) {
    const duration = packs.get(reading.pack)?.events?.duration;
    if (LATENCIES.includes(reading.indicator as IndicatorId) && duration) {
      const bound = thresholdSeconds / (duration.scale ?? 1);
      const count = {
        metric: `${duration.metric}_count`,
        matchers: duration.matchers,
      };
      return {
        kind: 'pack',
        sourceId: reading.sourceId,
        pack: reading.pack,
        reading,
        total: { kind: 'increase', counters: [count] },
        good: {
          kind: 'increase',
          counters: [upTo(duration, bound)],
        },
        bucket: { metric: `${duration.metric}_bucket`, bound },
      };
    }
  }
  return `No source gives ${INDICATORS.latency.title.toLocaleLowerCase(
    'en-US',
  )} of it in production by a histogram`;
}

/** Exposition formats write the same number in several ways: 1, 1.0, 1e+00. */
function upTo(duration: MetricSelector, bound: number): MetricSelector {
  const texts = new Set([
    String(bound),
    Number.isInteger(bound) ? `${bound}.0` : String(bound),
    bound.toExponential().replace(/e([+-])(\d)$/, 'e$10$2'),
  ]);
  return {
    metric: `${duration.metric}_bucket`,
    matchers: [
      ...(duration.matchers ?? []),
      {
        label: 'le',
        operator: '=~',
        value: [...texts].map(text => text.replace(/[.+]/g, '\\$&')).join('|'),
      },
    ],
  };
}
