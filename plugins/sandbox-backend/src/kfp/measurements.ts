import { Random } from '../random';

/** Where the figures of a simulated evaluation lie. */
const RANGES: Array<{ name: RegExp; low: number; high: number }> = [
  { name: /perplexity/, low: 5, high: 8 },
  { name: /latency|seconds|(^|_)ms$/, low: 40, high: 80 },
  {
    name: /loss|error|ece|calibration|drift|gap|disparity|toxicity/,
    low: 0.02,
    high: 0.05,
  },
  { name: /./, low: 0.905, high: 0.95 },
];
/** Of the range: from run to run. */
const SPREAD = 0.1;

/**
 * A limit that an evaluation gate sets.
 */
export interface Limit {
  metric: string;
  kind: 'minimum' | 'maximum';
  value: number;
}

/**
 * The limits among the inputs of a task, such as `minimum_auc` or
 * `thresholds` with a number for each metric.
 */
export function limitsIn(values: Record<string, unknown>): Limit[] {
  return Object.entries(values).flatMap(([key, value]): Limit[] => {
    // The compiler calls what comes from elsewhere pipelinechannel--<name>.
    const name = key.split('--').at(-1)!;
    if (/threshold|minim/.test(name) && typeof value === 'object' && value) {
      return Object.entries(value).flatMap(([metric, limit]): Limit[] =>
        typeof limit === 'number'
          ? [{ metric, kind: 'minimum', value: limit }]
          : [],
      );
    }
    const parts = name.split('_');
    const word = /^(?:(min|minimum|threshold)|(max|maximum))$/;
    const found = parts.map(part => word.exec(part)).find(Boolean);
    const metric = parts.filter(part => !word.test(part)).join('_') || 'auc';
    return found && typeof value === 'number'
      ? [{ metric, kind: found[2] ? 'maximum' : 'minimum', value }]
      : [];
  });
}

/**
 * What the evaluation of a pipeline's model reaches: the same level for all
 * runs of the pipeline, a little more or less in each.
 */
export function reachedIn(
  metric: string,
  options: { seed: string; pipeline: string; run: string },
): number {
  const { low, high } = RANGES.find(({ name }) => name.test(metric))!;
  const { seed, pipeline, run } = options;
  const level = Random.fromSeed(`${seed}/${pipeline}/${metric}`).next();
  const stray = Random.fromSeed(`${seed}/${run}/${metric}`).between(-0.5, 0.5);
  const share = Math.min(1, Math.max(0, level + SPREAD * stray));
  return Number((low + share * (high - low)).toFixed(4));
}
