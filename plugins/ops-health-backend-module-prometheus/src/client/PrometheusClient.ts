import type { PrometheusSourceConfig } from '../config/readPrometheusSourceConfig';
import { duration } from '../promql/text';
import { PrometheusError } from './PrometheusError';
import {
  PrometheusHttp,
  type PrometheusAnswer,
  type PrometheusHttpOptions,
} from './PrometheusHttp';
import type { Lane } from './QueryGate';
import { toSample, toSeries, type Series } from './toSeries';

/** How an answer was asked for. */
export interface Asking {
  lane: Lane;
  signal?: AbortSignal;
}

export interface SeriesAnswer {
  series: Series[];
  cost: PrometheusAnswer<Series>['cost'];
  warnings: string[];
  /** In words, where only a part of the answer was read. */
  cut?: string;
}

const NEVER = new AbortController().signal;
/** CloudWatch gives no more, and does not say that there are more. */
const CLOUDWATCH_SERIES = 500;
const MAX_WARNINGS = 10;
const MEBIBYTE = 1024 * 1024;

/**
 * The part of Prometheus' HTTP API that reading metrics takes:
 * https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export class PrometheusClient {
  readonly #config: PrometheusSourceConfig;
  readonly #http: PrometheusHttp;

  static create(
    config: PrometheusSourceConfig,
    options?: PrometheusHttpOptions,
  ): PrometheusClient {
    return new PrometheusClient(config, options);
  }

  private constructor(
    config: PrometheusSourceConfig,
    options?: PrometheusHttpOptions,
  ) {
    this.#config = config;
    this.#http = PrometheusHttp.create(config, options);
  }

  get name(): string {
    return this.#http.name;
  }

  async close(): Promise<void> {
    await this.#http.close();
  }

  /** An instant query. */
  async query(
    query: string,
    at: Date,
    asking: Asking & { maxSeries?: number },
  ): Promise<SeriesAnswer> {
    return this.#askForSeries(
      '/api/v1/query',
      { query, time: toSeconds(at) },
      asking,
    );
  }

  async queryRange(
    query: string,
    range: { from: Date; to: Date; stepMs: number },
    asking: Asking,
  ): Promise<SeriesAnswer> {
    return this.#askForSeries(
      '/api/v1/query_range',
      {
        query,
        start: toSeconds(range.from),
        end: toSeconds(range.to),
        step: String(range.stepMs / 1000),
      },
      asking,
    );
  }

  async labelValues(
    label: string,
    range: { from: Date; to: Date },
    { lane, signal = NEVER }: Asking,
  ): Promise<string[]> {
    const { items, cut } = await this.#http.ask(
      {
        method: 'GET',
        path: `/api/v1/label/${label}/values`,
        parameters: {
          start: toSeconds(range.from),
          end: toSeconds(range.to),
        },
        lane,
        signal,
      },
      { list: '$.data', maxElements: Infinity, toItem: String },
    );
    if (cut) {
      throw new PrometheusError(
        `${
          this.name
        } has so many values of ${label} that their list is larger than ${this.#limitOfBytes()}`,
      );
    }
    return items;
  }

  async #askForSeries(
    path: string,
    parameters: Record<string, string>,
    {
      lane,
      signal = NEVER,
      maxSeries = this.#config.maxSeries,
    }: Asking & { maxSeries?: number },
  ): Promise<SeriesAnswer> {
    const isCloudWatch = this.#config.sigv4?.service === 'monitoring';
    const { items, cost, fields, cut } = await this.#http.ask(
      {
        method: 'POST',
        path,
        parameters: isCloudWatch
          ? parameters
          : {
              ...parameters,
              timeout: duration(this.#config.timeoutMilliseconds),
            },
        lane,
        signal,
      },
      {
        list: '$.data.result',
        maxElements: maxSeries,
        // Two of them are a scalar.
        toItem: element =>
          isScalarPart(element) ? element : toSeries(element),
      },
    );
    const series = this.#seriesOf(fields.resultType, items);
    const warnings = this.#warnings(fields);
    if (isCloudWatch && items.length >= CLOUDWATCH_SERIES) {
      warnings.push(
        `CloudWatch gives at most ${CLOUDWATCH_SERIES} series in one answer, and this one has as many: some may be missing`,
      );
    }
    const histograms = items.length - series.length;
    if (histograms > 0 && fields.resultType !== 'scalar') {
      warnings.push(
        `${histograms} series are native histograms, which have no single value`,
      );
    }
    return {
      series,
      cost,
      warnings,
      cut: cut && this.#describeCut(cut, items.length, maxSeries),
    };
  }

  #seriesOf(resultType: unknown, items: unknown[]): Series[] {
    switch (resultType) {
      case 'vector':
      case 'matrix':
        if (items.some(isScalarPart)) {
          throw new PrometheusError(
            `${this.name} answered with a number, where series were expected`,
          );
        }
        return (items as Array<Series | undefined>).filter(
          found => found !== undefined,
        );
      case 'scalar':
        return [{ labels: {}, samples: [toSample(items as [number, string])] }];
      default:
        throw new PrometheusError(
          `${this.name} answered with ${JSON.stringify(
            resultType,
          )}, where series or a number were expected`,
        );
    }
  }

  #describeCut(
    cut: 'bytes' | 'elements',
    count: number,
    maxSeries: number,
  ): string {
    const limit =
      cut === 'bytes' ? this.#limitOfBytes() : `${maxSeries} series`;
    return `The answer has more than ${limit}: only the first ${count} series were read. A label with too many values (label explosion) may be behind it`;
  }

  #limitOfBytes(): string {
    return `${+(this.#config.maxResponseBytes / MEBIBYTE).toFixed(1)} MiB (${
      this.#config.key
    }.maxResponseBytes)`;
  }

  #warnings({ warnings, infos }: Record<string, unknown>): string[] {
    const found = [warnings, infos]
      .flat()
      .filter(text => typeof text === 'string')
      .map(text => this.#http.quote(text));
    const distinct = [...new Set(found)];
    const more = distinct.length - MAX_WARNINGS;
    return more > 0
      ? [...distinct.slice(0, MAX_WARNINGS), `and ${more} more warnings`]
      : distinct;
  }
}

function isScalarPart(item: unknown): item is number | string {
  return typeof item === 'number' || typeof item === 'string';
}

function toSeconds(date: Date): string {
  return String(date.getTime() / 1000);
}
