import {
  CloudWatchClient,
  GetMetricDataCommand,
  ListMetricsCommand,
  type GetMetricDataCommandInput,
  type ListMetricsCommandInput,
  type Metric,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';

/** Values by the minute, with which a percentile is told by its number. */
interface FakeMetric {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
  /** Minutes since the epoch, and the value in each. */
  values?: (minute: number) => number | undefined;
}

/**
 * Answers ListMetrics and GetMetricData as the API reference says
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html):
 * periods begin at the start time, pages follow tokens. Unlike moto it knows
 * percentiles and limits.
 */
export class FakeCloudWatch {
  readonly mock = mockClient(CloudWatchClient);
  readonly metrics: FakeMetric[] = [];
  readonly lists: ListMetricsCommandInput[] = [];
  readonly requests: GetMetricDataCommandInput[] = [];
  /** Results and listed metrics on one page. */
  pageSize = 500;
  /** Instead of an answer. */
  failure: Error | undefined;
  /** Of the series of a metric, by its name. */
  statusOf: (name: string) => MetricDataResult['StatusCode'] = () => 'Complete';

  static create(): FakeCloudWatch {
    return new FakeCloudWatch();
  }

  private constructor() {
    this.mock.on(ListMetricsCommand).callsFake(input => this.#list(input));
    this.mock.on(GetMetricDataCommand).callsFake(input => this.#get(input));
  }

  /** How many metrics were asked for. */
  get asked(): number {
    return this.requests
      .filter(({ NextToken }) => !NextToken)
      .reduce(
        (sum, { MetricDataQueries = [] }) => sum + MetricDataQueries.length,
        0,
      );
  }

  #list(input: ListMetricsCommandInput) {
    this.lists.push(input);
    if (this.failure) {
      throw this.failure;
    }
    const all = this.metrics
      .filter(({ namespace }) => namespace === input.Namespace)
      .map(toMetric);
    const { items, next } = this.#page(all, input.NextToken);
    return { Metrics: items, NextToken: next };
  }

  #get(input: GetMetricDataCommandInput) {
    this.requests.push(input);
    if (this.failure) {
      throw this.failure;
    }
    const all = (input.MetricDataQueries ?? []).map(({ Id, MetricStat }) => {
      const { Metric, Period, Stat } = MetricStat!;
      const metric = this.metrics.find(
        found => JSON.stringify(toMetric(found)) === JSON.stringify(Metric),
      );
      const points = metric?.values
        ? toPoints(metric.values, {
            start: input.StartTime!.getTime() / 60_000,
            end: input.EndTime!.getTime() / 60_000,
            period: Period! / 60,
            statistic: Stat!,
          })
        : [];
      return {
        Id,
        Timestamps: points.map(([minute]) => new Date(minute * 60_000)),
        Values: points.map(([, value]) => value),
        StatusCode: this.statusOf(Metric!.MetricName!),
      };
    });
    const { items, next } = this.#page(all, input.NextToken);
    return { MetricDataResults: items, NextToken: next };
  }

  #page<Item>(all: Item[], token: string | undefined) {
    const from = Number(token ?? 0);
    const to = from + this.pageSize;
    return {
      items: all.slice(from, to),
      next: to < all.length ? String(to) : undefined,
    };
  }
}

function toMetric({ namespace, name, dimensions }: FakeMetric): Metric {
  return {
    Namespace: namespace,
    MetricName: name,
    Dimensions: Object.entries(dimensions)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([Name, Value]) => ({ Name, Value })),
  };
}

function toPoints(
  valueOf: (minute: number) => number | undefined,
  span: { start: number; end: number; period: number; statistic: string },
): Array<[number, number]> {
  const points: Array<[number, number]> = [];
  for (let start = span.start; start < span.end; start += span.period) {
    const values = Array.from(
      { length: Math.min(span.period, span.end - start) },
      (_, index) => valueOf(start + index),
    ).filter(value => value !== undefined);
    if (values.length > 0) {
      points.push([start, toStatistic(values, span.statistic)]);
    }
  }
  return points;
}

function toStatistic(values: number[], statistic: string): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (statistic) {
    case 'Sum':
      return sum;
    case 'Average':
      return sum / values.length;
    case 'Maximum':
      return Math.max(...values);
    case 'Minimum':
      return Math.min(...values);
    case 'SampleCount':
      return values.length;
    default: {
      // By rank, which is near enough to what CloudWatch does.
      const rank = Number(statistic.slice(1)) / 100;
      const sorted = [...values].sort((a, b) => a - b);
      return sorted[Math.ceil(rank * sorted.length) - 1];
    }
  }
}
