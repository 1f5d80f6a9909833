import type { MetricExpression, MetricSelector } from './expressions';

/**
 * The metrics without which an expression has no value, by the names that a
 * source lists. Where several are added up, that is the first: a counter of
 * failures is often not there before the first failure.
 *
 * @public
 */
export function metricsNeededBy(expression: MetricExpression): string[] {
  const first = (selectors: MetricSelector[]) =>
    selectors.slice(0, 1).map(({ metric }) => metric);
  switch (expression.kind) {
    case 'ratio':
      return first(expression.denominator);
    case 'rate':
    case 'increase':
      return first(expression.counters);
    case 'quantile':
      return [`${expression.histogram.metric}_bucket`];
    case 'mean':
      return [expression.sum.metric, expression.count.metric];
    case 'gauge':
      return first(expression.gauges);
    case 'share':
      return [...first(expression.part), ...first(expression.whole)];
    case 'raw':
      return [];
    default:
      throw new Error(
        `There is no expression of the kind ${JSON.stringify(
          (expression as { kind: unknown }).kind,
        )}`,
      );
  }
}
