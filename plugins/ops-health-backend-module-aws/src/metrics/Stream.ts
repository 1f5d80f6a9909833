import type { Dimension, Metric } from '@aws-sdk/client-cloudwatch';
import { snakeCase } from '../text';

/**
 * What CloudWatch calls a metric: a name with one value for each dimension.
 */
export interface Stream {
  /** Unique within an account and region. */
  key: string;
  namespace: string;
  name: string;
  dimensions: Dimension[];
  /** The names of the dimensions, sorted. */
  shape: string;
  /** The dimensions as labels, with `region` and, where it is known, `account`. */
  labels: Record<string, string>;
}

/** Undefined where the listing lacks a name, which it should not. */
export function toStream(
  { Namespace, MetricName, Dimensions = [] }: Metric,
  place: Record<string, string>,
): Stream | undefined {
  if (!Namespace || !MetricName) {
    return undefined;
  }
  const pairs = Dimensions.map(
    ({ Name = '', Value = '' }) => [Name, Value] as const,
  ).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    key: JSON.stringify([Namespace, MetricName, pairs]),
    namespace: Namespace,
    name: MetricName,
    dimensions: pairs.map(([Name, Value]) => ({ Name, Value })),
    shape: pairs.map(([name]) => name).join(','),
    labels: {
      ...place,
      ...Object.fromEntries(
        pairs.map(([name, value]) => [snakeCase(name), value]),
      ),
    },
  };
}
