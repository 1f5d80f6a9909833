import {
  FEWEST_EXAMPLES,
  type QualityIndicatorId,
  type QualityMeasurement,
  type QualitySeries,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { minutesAgo } from './time';

const WEEK_MINUTES = 7 * 1440;
const WEEKS = 26;

interface Told {
  indicator: QualityIndicatorId;
  name?: string;
  slice?: QualitySeries['slice'];
  usual: number;
  /** Half of the interval. */
  spread?: number;
  n: number;
  /** So many of the newest weeks have no labels yet. */
  pending?: number;
  /** By how many weeks the newest is too old. */
  lateWeeks?: number;
  /** Another evaluation set is used since so many weeks. */
  changed?: number;
}

function measurementOf(told: Told, week: number): QualityMeasurement {
  const { usual, spread, n, pending = 0, lateWeeks = 0, changed } = told;
  const isPending = week < pending;
  const value = usual * (1 + 0.02 * Math.sin(week / 4));
  const isShown = !isPending && n >= FEWEST_EXAMPLES;
  const isBeforeChange = changed !== undefined && week >= changed;
  const from = (week + lateWeeks + 1) * WEEK_MINUTES + 600;
  return {
    modelVersion: week < 8 ? '15' : '14',
    value: isShown ? value : undefined,
    note: isShown ? undefined : 'No number',
    n: isPending ? 0 : n,
    evaluationSetDigest: `sha256:${(isBeforeChange ? 'b' : 'a').repeat(64)}`,
    evaluationSetChanged: changed !== undefined && week === changed - 1,
    measuredFrom: minutesAgo(from),
    measuredTo: minutesAgo(from - WEEK_MINUTES),
    labelDelaySeconds: pending ? 21 * 86_400 : 0,
    labels: isPending ? 'pending' : 'complete',
    confidenceInterval:
      isShown && spread
        ? { low: value - spread, high: value + spread, level: 0.95 }
        : undefined,
    runUrl: 'https://pipelines.example.org/runs/4711',
    reportedAt: minutesAgo(from - WEEK_MINUTES - 60),
    reportedBy: 'external:evaluation-pipeline',
  };
}

function textOf(told: Told): string {
  if (told.pending) {
    return 'Labels are awaited since 24 Feb 2026; they usually take 21 days';
  }
  if (told.n < FEWEST_EXAMPLES) {
    return `${told.n} examples are too few; ${FEWEST_EXAMPLES} are needed`;
  }
  return `${told.name ?? told.indicator} on ${told.n} examples`;
}

function toSeries(told: Told): QualitySeries {
  const history = Array.from({ length: WEEKS }, (_, index) =>
    measurementOf(told, WEEKS - 1 - index),
  );
  const newest = history[history.length - 1];
  return {
    indicator: told.indicator,
    environment: 'production',
    name: told.name,
    slice: told.slice,
    state:
      newest.value === undefined
        ? 'unknown'
        : (told.lateWeeks && 'stale') || 'measured',
    value: newest.value,
    text: textOf(told),
    comparability:
      told.changed === undefined
        ? undefined
        : 'The evaluation set changed: values before the one until 2 Feb 2026 cannot be compared with those since',
    lastMeasured: [...history]
      .reverse()
      .find(({ value }) => value !== undefined),
    history,
  };
}

const NAME = 'AUC on weekly labels';

const TRIAGE: Told[] = [
  { indicator: 'auc', name: NAME, usual: 0.91, spread: 0.012, n: 4210 },
  ...(
    [
      ['view', 'portable', 0.872, 412],
      ['sex', 'female', 0.905, 2034],
      ['sex', 'male', 0.914, 2176],
      ['age', 'under 18', 0.9, 12],
    ] as const
  ).map(
    ([feature, value, usual, n]): Told => ({
      indicator: 'auc',
      name: NAME,
      slice: { feature, value },
      usual,
      spread: 20 / n,
      n,
    }),
  ),
  {
    indicator: 'calibration-error',
    usual: 0.031,
    n: 4210,
    pending: 3,
  },
  {
    indicator: 'data-drift',
    name: 'Population stability index',
    usual: 0.08,
    n: 9000,
    lateWeeks: 1,
    changed: 5,
  },
];

/** What was reported of an entity of the example. */
export function exampleQuality(entityRef: string): QualitySeries[] {
  return entityRef === 'model:hospital/chest-xray-triage'
    ? TRIAGE.map(toSeries)
    : [];
}
