import { InputError } from '@backstage/errors';
import type {
  EvaluateRangeRequest,
  EvaluateRangeResult,
  EvaluateRequest,
  EvaluateResult,
  HealthSourceConfig,
  IncreaseExpression,
  ListLabelSetsRequest,
  ListLabelSetsResult,
  MetricSource,
  QueryCost,
  RawQueryOptions,
  RawQueryResult,
  RawRangeRequest,
  RawRangeResult,
  SourceCallOptions,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { measureLag } from './measureLag';
import { listMetricNames } from './listMetricNames';
import { PrometheusClient } from './client/PrometheusClient';
import { PrometheusError } from './client/PrometheusError';
import type { PrometheusHttpOptions } from './client/PrometheusHttp';
import {
  readPrometheusSourceConfig,
  type PrometheusSourceConfig,
} from './config/readPrometheusSourceConfig';
import { graphUrl } from './graphUrl';
import {
  compileEvents,
  compileInstant,
  compileLabelSets,
  compileRange,
} from './promql/compile';
import { ENVIRONMENT_LABEL } from './promql/environments';
import { outputLabels } from './promql/extraction';
import { toRows } from './toRows';

/** Prometheus refuses more. */
const MAX_POINTS = 11_000;
const MAX_RAW_ROWS = 1_000;
const NOTHING: QueryCost = {
  queries: 0,
  samples: 0,
  bytes: 0,
  milliseconds: 0,
};

/**
 * Reads the metrics of one server.
 *
 * @public
 */
export class PrometheusMetricSource implements MetricSource {
  readonly type = 'prometheus';
  readonly naming = 'prometheus';
  readonly id: string;
  readonly title: string;
  readonly environment: string | undefined;
  readonly uiUrl: string | undefined;
  readonly maxConcurrency: number;
  readonly #client: PrometheusClient;
  #names: Set<string> = new Set();

  /**
   * @throws InputError for a bad entry.
   */
  static fromConfig(entry: HealthSourceConfig): PrometheusMetricSource {
    return PrometheusMetricSource.create(readPrometheusSourceConfig(entry));
  }

  /** @internal */
  static create(
    config: PrometheusSourceConfig,
    options?: PrometheusHttpOptions,
  ): PrometheusMetricSource {
    return new PrometheusMetricSource(config, options);
  }

  private constructor(
    config: PrometheusSourceConfig,
    options?: PrometheusHttpOptions,
  ) {
    this.id = config.id;
    this.title = config.title;
    this.environment = config.environment;
    this.uiUrl = config.uiUrl;
    this.maxConcurrency = config.maxConcurrency;
    this.#client = PrometheusClient.create(config, options);
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await this.#client.close();
  }

  async listMetricNames({ signal }: SourceCallOptions = {}): Promise<
    Set<string>
  > {
    this.#names = await listMetricNames(this.#client, new Date(), signal);
    return this.#names;
  }

  async measureLag({ signal }: SourceCallOptions = {}): Promise<
    number | undefined
  > {
    return measureLag(this.#client, this.#names, new Date(), signal);
  }

  async listLabelSets(
    { metrics, labels }: ListLabelSetsRequest,
    { signal }: SourceCallOptions = {},
  ): Promise<ListLabelSetsResult> {
    if (metrics.length === 0) {
      return { labelSets: [], cost: NOTHING, warnings: [] };
    }
    const { series, cost, warnings, cut } = await this.#client.query(
      compileLabelSets(metrics, labels),
      new Date(),
      { lane: 'background', signal },
    );
    return {
      labelSets: series.map(found => found.labels),
      cost: { ...cost, samples: series.length },
      warnings: cut ? [...warnings, cut] : warnings,
    };
  }

  async evaluate(
    request: EvaluateRequest,
    { signal }: SourceCallOptions = {},
  ): Promise<EvaluateResult> {
    const answers = await Promise.all(
      compileInstant(request).map(query =>
        this.#client.query(query, request.at, { lane: 'background', signal }),
      ),
    );
    const { rows, warnings } = await toRows(
      answers.flatMap(answer => answer.series),
      request,
    );
    return {
      rows,
      isIncomplete: answers.some(({ cut }) => cut !== undefined),
      cost: answers
        .map(({ cost, series }) => ({ ...cost, samples: series.length }))
        .reduce(add, NOTHING),
      warnings: [
        ...new Set([
          ...answers.flatMap(answer => answer.warnings),
          ...answers.flatMap(answer => answer.cut ?? []),
          ...warnings,
        ]),
      ],
    };
  }

  async evaluateRange(
    request: EvaluateRangeRequest,
    { signal }: SourceCallOptions = {},
  ): Promise<EvaluateRangeResult> {
    const { series, cost, warnings, cut } = await this.#client.queryRange(
      compileRange(request),
      toRange(request),
      { lane: 'people', signal },
    );
    if (cut) {
      throw new PrometheusError(`${this.#client.name}: ${cut}`);
    }
    const wanted = series.filter(({ labels }) => isWanted(labels, request));
    if (wanted.length > 1) {
      throw new InputError(
        `The query gives ${wanted.length} series where one is expected: add them up, e.g. with sum(…)`,
      );
    }
    return {
      points: (wanted[0]?.samples ?? []).filter(([, value]) =>
        Number.isFinite(value),
      ),
      cost: {
        ...cost,
        samples: series.reduce((sum, item) => sum + item.samples.length, 0),
      },
      warnings,
    };
  }

  async queryRaw(
    query: string,
    {
      signal,
      at = new Date(),
      background = false,
      maxRows = MAX_RAW_ROWS,
    }: RawQueryOptions = {},
  ): Promise<RawQueryResult> {
    const { series, cost, warnings, cut } = await this.#client
      .query(query, at, {
        lane: background ? 'background' : 'people',
        signal,
        maxSeries: maxRows,
      })
      .catch(asInputError);
    const rows = series.map(({ labels, samples }) => {
      const [time, value] = samples.at(-1)!;
      return { labels, value, at: new Date(time) };
    });
    return {
      rows,
      cost: { ...cost, samples: rows.length },
      warnings: cut ? [...warnings, cut] : warnings,
    };
  }

  async queryRawRange(
    request: RawRangeRequest,
    { signal }: SourceCallOptions = {},
  ): Promise<RawRangeResult> {
    const { series, cost, warnings, cut } = await this.#client
      .queryRange(request.query, toRange(request), { lane: 'people', signal })
      .catch(asInputError);
    return {
      series: series.map(({ labels, samples }) => ({
        labels,
        points: samples.filter(([, value]) => Number.isFinite(value)),
      })),
      cost: {
        ...cost,
        samples: series.reduce((sum, item) => sum + item.samples.length, 0),
      },
      warnings: cut ? [...warnings, cut] : warnings,
    };
  }

  toQuery(
    expression: IncreaseExpression,
    subject: Pick<
      EvaluateRangeRequest,
      'labels' | 'extract' | 'environments' | 'environment'
    >,
  ): string {
    return compileEvents(expression, subject);
  }

  linkTo(request: EvaluateRangeRequest): string | undefined {
    return this.uiUrl && graphUrl(this.uiUrl, compileRange(request), request);
  }
}

function isWanted(
  found: Record<string, string>,
  {
    expression,
    labels,
    extract = {},
    environments,
    environment,
  }: EvaluateRangeRequest,
): boolean {
  const names = Object.keys(labels);
  const outputs = outputLabels(names, extract);
  return (
    (found[ENVIRONMENT_LABEL] || environments.fallback) === environment &&
    (expression.kind === 'raw' ||
      names.every((name, index) => found[outputs[index]] === labels[name]))
  );
}

/** The last point lies before `to`. */
function toRange({
  from,
  to,
  stepMs,
}: Pick<EvaluateRangeRequest, 'from' | 'to' | 'stepMs'>) {
  const span = to.getTime() - from.getTime();
  if (!(stepMs > 0) || !(span > 0)) {
    throw new InputError(
      `found a span of ${span} ms in steps of ${stepMs} ms, allowed are numbers above 0`,
    );
  }
  const points = Math.ceil(span / stepMs);
  if (points > MAX_POINTS) {
    throw new InputError(
      `found ${points} points from ${from.toISOString()} to ${to.toISOString()} in steps of ${
        stepMs / 1000
      } s, allowed are ${MAX_POINTS}: choose longer steps`,
    );
  }
  return {
    from,
    to: new Date(from.getTime() + (points - 1) * stepMs),
    stepMs,
  };
}

function add(a: QueryCost, b: QueryCost): QueryCost {
  return {
    queries: a.queries + b.queries,
    samples: a.samples + b.samples,
    bytes: a.bytes + b.bytes,
    milliseconds: a.milliseconds + b.milliseconds,
  };
}

/** The query is at fault, not the server. */
function asInputError(error: unknown): never {
  if (
    error instanceof PrometheusError &&
    (error.status === 400 || error.status === 422)
  ) {
    throw new InputError(error.message);
  }
  throw error;
}
