import type {
  EvaluateRangeRequest,
  EvaluateRequest,
  EvaluateResult,
  MetricExpression,
  MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { environmentOf } from '../joins/environmentOf';

interface FakeSeries {
  labels: Record<string, string>;
  errorRatio?: number;
  latency?: number;
  throughput?: number;
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
    ]);
  }

  async measureLag(): Promise<number> {
    return 1500;
  }

  async listLabelSets(request: { labels: string[] }) {
    this.#answer();
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
        const value = valueOf(series, request.expression);
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
    const value = series && valueOf(series, request.expression);
    const points: Array<[number, number]> = [];
    for (
      let time = request.from.getTime();
      value !== undefined && time < request.to.getTime();
      time += request.stepMs
    ) {
      points.push([time, value]);
    }
    return { points, cost: this.#cost(points.length), warnings: [] };
  }

  async queryRaw(query: string) {
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
): number | undefined {
  switch (expression.kind) {
    case 'ratio':
      return expression.numerator[0].matchers?.[0].value === '5..'
        ? series.errorRatio
        : undefined;
    case 'quantile':
      return expression.quantile === 0.99 ? series.latency : undefined;
    case 'rate':
      return series.throughput;
    default:
      return undefined;
  }
}
