import { InputError } from '@backstage/errors';
import type {
  GaugeExpression,
  MetricExpression,
  MetricSelector,
} from '@platform-ops/backstage-plugin-ops-health-node';

/**
 * How the values of one stream over a window become one: counters are added
 * up, also where nothing came; of quantiles the highest bounds them all; of
 * gauges the newest counts.
 */
export type Fold = 'sum' | 'highest' | 'newest';

/** One of the sets of metrics that an expression combines. */
export interface Part {
  selectors: MetricSelector[];
  /** As CloudWatch calls it, e.g. `Sum` or `p99`. */
  statistic: string;
  fold: Fold;
  /** Whether there is no value without the first of the metrics. */
  isNeeded: boolean;
}

/** What is asked of CloudWatch for an expression, and what to do with it. */
export interface Plan {
  parts: Part[];
  /**
   * @param values - Of the streams of each part.
   * @returns undefined where there is no value.
   */
  combine(values: number[][], windowSeconds: number): number | undefined;
}

const GAUGE_STATISTICS: Record<GaugeExpression['aggregate'], string> = {
  sum: 'Average',
  average: 'Average',
  maximum: 'Maximum',
  minimum: 'Minimum',
  'count-nonzero': 'Maximum',
};

/**
 * @throws InputError where CloudWatch cannot answer it.
 */
export function planExpression(expression: MetricExpression): Plan {
  switch (expression.kind) {
    case 'ratio':
      return {
        parts: [
          { ...counters(expression.numerator), isNeeded: false },
          counters(expression.denominator),
        ],
        combine: ([part, whole]) => divide(sum(part), sum(whole)),
      };
    case 'rate':
      return {
        parts: [counters(expression.counters)],
        combine: ([values], seconds) =>
          (sum(values) / seconds) * (expression.scale ?? 1),
      };
    case 'increase':
      return {
        parts: [counters(expression.counters)],
        combine: ([values]) => sum(values),
      };
    case 'quantile':
      return {
        parts: [
          {
            selectors: [expression.histogram],
            statistic: percentile(expression.quantile),
            fold: 'highest',
            isNeeded: true,
          },
        ],
        // Quantiles cannot be added up, yet none of all can be above them all.
        combine: ([values]) =>
          scaled(values.length ? Math.max(...values) : undefined, expression),
      };
    case 'mean':
      return {
        parts: [
          counters([expression.sum]),
          {
            ...counters([expression.count]),
            // CloudWatch counts the values of each metric by itself.
            ...(expression.count.metric === expression.sum.metric && {
              statistic: 'SampleCount',
            }),
          },
        ],
        combine: ([total, count]) =>
          scaled(divide(sum(total), sum(count)), expression),
      };
    case 'gauge':
      return {
        parts: [
          gauges(expression.gauges, GAUGE_STATISTICS[expression.aggregate]),
        ],
        combine: ([values]) =>
          scaled(
            values.length ? aggregate(values, expression.aggregate) : undefined,
            expression,
          ),
      };
    case 'share':
      return {
        parts: [
          expression.partIsCounter
            ? counters(expression.part)
            : gauges(expression.part, 'Average'),
          gauges(expression.whole, 'Average'),
        ],
        combine: ([part, whole], seconds) =>
          part.length === 0
            ? undefined
            : divide(
                expression.partIsCounter ? sum(part) / seconds : sum(part),
                sum(whole),
              ),
      };
    case 'raw':
      throw new InputError(
        'CloudWatch has no queries that give a value for each label set: name metrics instead, or ask a server that speaks PromQL',
      );
    default:
      throw new Error(
        `There is no expression of the kind ${JSON.stringify(
          (expression as { kind: unknown }).kind,
        )}`,
      );
  }
}

function counters(selectors: MetricSelector[]): Part {
  return { selectors, statistic: 'Sum', fold: 'sum', isNeeded: true };
}

function gauges(selectors: MetricSelector[], statistic: string): Part {
  return { selectors, statistic, fold: 'newest', isNeeded: true };
}

/** CloudWatch takes up to ten decimals. */
function percentile(quantile: number): string {
  if (!(quantile > 0 && quantile < 1)) {
    throw new InputError(
      `found the quantile ${quantile}, allowed is a number between 0 and 1`,
    );
  }
  return `p${Number((quantile * 100).toFixed(10))}`;
}

function aggregate(
  values: number[],
  how: GaugeExpression['aggregate'],
): number {
  switch (how) {
    case 'sum':
      return sum(values);
    case 'average':
      return sum(values) / values.length;
    case 'maximum':
      return Math.max(...values);
    case 'minimum':
      return Math.min(...values);
    default:
      return values.filter(value => value !== 0).length;
  }
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function divide(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

function scaled(
  value: number | undefined,
  { scale = 1 }: { scale?: number },
): number | undefined {
  return value === undefined ? undefined : value * scale;
}
