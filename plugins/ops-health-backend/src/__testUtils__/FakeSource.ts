import type {
  EvaluateRangeRequest,
  EvaluateRequest,
  EvaluateResult,
  MetricExpression,
  MetricSource,
  RawQueryOptions,
  RawQueryResult,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { environmentOf } from '../joins/environmentOf';

interface FakeSeries {
  labels: Record<string, string>;
  /** Events between two times, milliseconds; undefined where it was not there. */
  events?: (
    from: number,
    to: number,
  ) => { bad: number; total: number } | undefined;
  errorRatio?: number;
  latency?: number;
  throughput?: number;
  /** Values of gauges by the name of their metric. */
  gauges?: Record<string, number>;
}

/**
 * A double of a source that has HTTP metrics by OpenTelemetry: what it answers
 * is set by the test. It follows the contract of `MetricSource`; real sources
 * are tested in their modules.
 */
export class FakeSource implements MetricSource {
  readonly id: string;
  readonly type = 'fake';
  readonly title: string;
  readonly naming = 'prometheus';
  readonly maxConcurrency = 2;
  environment: string | undefined;
  series: FakeSeries[] = [];
  failure: Error | undefined;
  questions = 0;

  constructor(id: string) {
    this.id = id;
    this.title = `Source ${id}`;
  }

  async listMetricNames(): Promise<Set<string>> {
    this.#answer();
    return new Set([
      'http_server_request_duration_seconds_count',
      'http_server_request_duration_seconds_bucket',
      ...this.series.flatMap(({ gauges = {} }) => Object.keys(gauges)),
    ]);
  }

  async measureLag(): Promise<number> {
    return 1500;
  }

  async listLabelSets(request: { labels: string[] }) {
    this.#answer();
    if (request.labels.includes('le')) {
      return {
        labelSets: ['0.1', '0.25', '0.5', '1.0', '+Inf'].map(le => ({ le })),
        cost: this.#cost(5),
        warnings: [],
      };
    }
    return {
      labelSets: this.series.map(({ labels }) =>
        Object.fromEntries(
          Object.entries(labels).filter(([name]) =>
            request.labels.includes(name),
          ),
        ),
      ),
      cost: this.#cost(this.series.length),
      warnings: [],
    };
  }

  async evaluate(request: EvaluateRequest): Promise<EvaluateResult> {
    this.#answer();
    const rows = request.groupings.flatMap(({ id, labels }) =>
      this.series.flatMap(series => {
        const value = valueOf(series, request.expression, {
          to: request.at.getTime(),
          windowMs: request.windowMs,
        });
        return value !== undefined && labels.every(name => series.labels[name])
          ? [
              {
                grouping: id,
                labels: Object.fromEntries(
                  labels.map(name => [name, series.labels[name]]),
                ),
                environment: environmentOf(series.labels, request.environments),
                value,
              },
            ]
          : [];
      }),
    );
    return { rows, cost: this.#cost(rows.length), warnings: [] };
  }

  async evaluateRange(request: EvaluateRangeRequest) {
    this.#answer();
    const series = this.series.find(({ labels }) =>
      Object.entries(request.labels).every(
        ([name, value]) => labels[name] === value,
      ),
    );
    const points: Array<[number, number]> = [];
    for (
      let time = request.from.getTime();
      series && time < request.to.getTime();
      time += request.stepMs
    ) {
      const value = valueOf(series, request.expression, {
        to: time,
        windowMs: request.windowMs,
      });
      if (value !== undefined) {
        points.push([time, value]);
      }
    }
    return { points, cost: this.#cost(points.length), warnings: [] };
  }

  async queryRaw(
    query: string,
    _options?: RawQueryOptions,
  ): Promise<RawQueryResult> {
    this.#answer();
    return {
      rows: [{ labels: { query }, value: 1, at: new Date(0) }],
      cost: this.#cost(1),
      warnings: ['a warning'],
    };
  }

  #answer() {
    this.questions += 1;
    if (this.failure) {
      throw this.failure;
    }
  }

  #cost(samples: number) {
    return { queries: 1, samples, bytes: samples * 100, milliseconds: 4 };
  }
}

function valueOf(
  series: FakeSeries,
  expression: MetricExpression,
  span: { to: number; windowMs: number },
): number | undefined {
  const events = series.events?.(span.to - span.windowMs, span.to);
  switch (expression.kind) {
    case 'ratio':
      return expression.numerator[0].matchers?.[0].value === '5..'
        ? series.errorRatio
        : undefined;
    case 'quantile':
      return expression.quantile === 0.99 ? series.latency : undefined;
    case 'rate':
      return series.events
        ? events && (events.total / span.windowMs) * 1000
        : series.throughput;
    case 'increase': {
      const [{ label, value } = {}] = expression.counters[0].matchers ?? [];
      if (label === 'le') {
        return events && events.total - events.bad;
      }
      return value === '5..' ? events?.bad : events?.total;
    }
    case 'gauge':
      return series.gauges?.[expression.gauges[0].metric];
    default:
      return undefined;
  }
}
