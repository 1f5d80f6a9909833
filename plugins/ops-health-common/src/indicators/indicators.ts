/**
 * What a value is counted in: ratios are 0..1, times are seconds, sizes are
 * bytes, money is in the currency that is configured.
 *
 * @public
 */
export const INDICATOR_UNITS = [
  'ratio',
  'seconds',
  'per-second',
  'per-hour',
  'bytes',
  'celsius',
  'count',
  'money',
  'score',
] as const;

/** @public */
export type IndicatorUnit = (typeof INDICATOR_UNITS)[number];

/**
 * A measured health quantity of an entity. Defined once here, resolved per
 * source by packs.
 *
 * @public
 */
export interface IndicatorDefinition {
  title: string;
  unit: IndicatorUnit;
  /** Which way is better; `neither` for what only describes the load. */
  better: 'lower' | 'higher' | 'neither';
  /** What it says, in a sentence. */
  description: string;
}

/**
 * The indicators that the portal knows, the most telling first: a card shows
 * the first five that an entity has.
 *
 * @public
 */
export const INDICATORS = {
  'error-ratio': {
    title: 'Error ratio',
    unit: 'ratio',
    better: 'lower',
    description: 'Share of requests that failed on the server side.',
  },
  latency: {
    title: 'Latency p99',
    unit: 'seconds',
    better: 'lower',
    description: '99 of 100 requests are answered within this time.',
  },
  'time-to-first-token': {
    title: 'Time to first token p95',
    unit: 'seconds',
    better: 'lower',
    description: '95 of 100 requests get their first token within this time.',
  },
  throughput: {
    title: 'Throughput',
    unit: 'per-second',
    better: 'neither',
    description: 'Requests per second.',
  },
  'ready-replicas': {
    title: 'Ready replicas',
    unit: 'ratio',
    better: 'higher',
    description: 'Share of the wanted replicas that are ready.',
  },
  'memory-utilisation': {
    title: 'Memory',
    unit: 'ratio',
    better: 'lower',
    description: 'Memory in use, of what the workload may use.',
  },
  'queue-length': {
    title: 'Queue',
    unit: 'count',
    better: 'lower',
    description: 'Requests that wait.',
  },
  'gpu-utilisation': {
    title: 'GPU utilisation',
    unit: 'ratio',
    better: 'neither',
    description: 'Share of the time in which the GPUs worked.',
  },
  'token-throughput': {
    title: 'Tokens generated',
    unit: 'per-second',
    better: 'neither',
    description: 'Output tokens per second.',
  },
  'input-token-throughput': {
    title: 'Tokens read',
    unit: 'per-second',
    better: 'neither',
    description: 'Input tokens per second.',
  },
  'event-loop-lag': {
    title: 'Event loop lag p99',
    unit: 'seconds',
    better: 'lower',
    description: 'How long Node.js callbacks wait for their turn.',
  },
  'latency-median': {
    title: 'Latency p50',
    unit: 'seconds',
    better: 'lower',
    description: 'Half of the requests are answered within this time.',
  },
  'latency-mean': {
    title: 'Mean latency',
    unit: 'seconds',
    better: 'lower',
    description:
      'The mean of all requests, where the metrics cannot tell a quantile.',
  },
  'time-per-output-token': {
    title: 'Time per output token p95',
    unit: 'seconds',
    better: 'lower',
    description: 'Time between tokens of an answer.',
  },
  'queue-time': {
    title: 'Time in queue',
    unit: 'seconds',
    better: 'lower',
    description: 'How long requests wait before they are worked on.',
  },
  'cpu-utilisation': {
    title: 'CPU',
    unit: 'ratio',
    better: 'lower',
    description: 'CPU time in use, of what the workload may use.',
  },
  'memory-used': {
    title: 'Memory used',
    unit: 'bytes',
    better: 'lower',
    description: 'Resident memory.',
  },
  restarts: {
    title: 'Restarts',
    unit: 'per-hour',
    better: 'lower',
    description: 'Restarts of containers per hour.',
  },
  'cache-utilisation': {
    title: 'KV cache',
    unit: 'ratio',
    better: 'lower',
    description: 'Share of the key-value cache in use.',
  },
  'cache-hit-ratio': {
    title: 'Cache hits',
    unit: 'ratio',
    better: 'higher',
    description: 'Share of look-ups that the cache answered.',
  },
  'gpu-memory': {
    title: 'GPU memory',
    unit: 'ratio',
    better: 'lower',
    description: 'GPU memory in use, of what the GPUs have.',
  },
  'gpu-temperature': {
    title: 'GPU temperature',
    unit: 'celsius',
    better: 'lower',
    description: 'The hottest GPU.',
  },
  'gpu-errors': {
    title: 'GPU errors',
    unit: 'count',
    better: 'lower',
    description: 'GPUs whose last XID error is not zero.',
  },
  'gpu-count': {
    title: 'GPUs',
    unit: 'count',
    better: 'neither',
    description: 'GPUs that it holds, whether they work or not.',
  },
  'client-error-ratio': {
    title: 'Client error ratio',
    unit: 'ratio',
    better: 'lower',
    description: 'Share of requests that were refused as wrong.',
  },
  'token-cost': {
    title: 'Cost per 1,000 tokens',
    unit: 'money',
    better: 'lower',
    description: 'What 1,000 tokens cost at the configured prices.',
  },
  'prediction-cost': {
    title: 'Cost per 1,000 predictions',
    unit: 'money',
    better: 'lower',
    description: 'What 1,000 predictions cost at the configured prices.',
  },
  auc: {
    title: 'AUC',
    unit: 'score',
    better: 'higher',
    description: 'Area under the ROC curve on labelled production data.',
  },
  'calibration-error': {
    title: 'Calibration error',
    unit: 'score',
    better: 'lower',
    description: 'How far predicted probabilities are from what happened.',
  },
  'prediction-error': {
    title: 'Prediction error',
    unit: 'score',
    better: 'lower',
    description: 'Error of predictions on labelled production data.',
  },
  'evaluation-score': {
    title: 'Evaluation score',
    unit: 'score',
    better: 'higher',
    description: 'Score of the evaluation of a language model.',
  },
  'data-drift': {
    title: 'Data drift',
    unit: 'score',
    better: 'lower',
    description: 'How far the inputs moved from the reference.',
  },
} as const satisfies Record<string, IndicatorDefinition>;

/** @public */
export type IndicatorId = keyof typeof INDICATORS;

/** @public */
export const INDICATOR_IDS = Object.keys(INDICATORS) as [
  IndicatorId,
  ...IndicatorId[],
];

/**
 * Something by the name of its indicator: one of {@link INDICATORS}, or one that
 * a person defined.
 *
 * @public
 */
export interface OfIndicator {
  indicator: string;
  /** Of those that a person defined. */
  definition?: IndicatorDefinition;
}

/**
 * What an indicator is, whoever defined it.
 *
 * @public
 */
export function definitionOf(of: OfIndicator): IndicatorDefinition {
  if (of.definition) {
    return of.definition;
  }
  return Object.hasOwn(INDICATORS, of.indicator)
    ? INDICATORS[of.indicator as IndicatorId]
    : {
        title: of.indicator,
        unit: 'count',
        better: 'neither',
        description: '',
      };
}

/**
 * Sorts the names of indicators: the most telling first, and what a person
 * defined after them.
 *
 * @public
 */
export function compareIndicators(one: string, other: string): number {
  const position = (name: string) =>
    Object.hasOwn(INDICATORS, name)
      ? INDICATOR_IDS.indexOf(name as IndicatorId)
      : INDICATOR_IDS.length;
  return (
    position(one) - position(other) ||
    (one === other ? 0 : one.localeCompare(other, 'en', { numeric: true }))
  );
}

/**
 * Indicators of quality: they come in by API, since only evaluation with
 * labels can tell them.
 *
 * @public
 */
export const QUALITY_INDICATORS = [
  'auc',
  'calibration-error',
  'prediction-error',
  'evaluation-score',
  'data-drift',
] as const satisfies IndicatorId[];

/** @public */
export type QualityIndicatorId = (typeof QUALITY_INDICATORS)[number];
