import { InputError } from '@backstage/errors';
import {
  SourceForbiddenError,
  type EvaluateRangeRequest,
  type EvaluateRangeResult,
  type EvaluateRequest,
  type EvaluateResult,
  type ListLabelSetsRequest,
  type ListLabelSetsResult,
  type MetricRow,
  type MetricSource,
  type QueryCost,
  type SourceCallOptions,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { TargetError } from './client/TargetError';
import type { DirectSourceConfig } from './config/readDirectSourceConfig';
import { Evaluation } from './evaluate/Evaluation';
import { groupByLabels, groupOfEntity } from './evaluate/groups';
import { parseScrapeStatus, type ScrapeStatus } from './scrape/ScrapeStatus';
import type { SeriesStore } from './series/SeriesStore';
import type { DirectDatabase } from './storage/DirectDatabase';
import { SampleReader } from './storage/SampleReader';
import { HOUR, MINUTE, SECOND, type Clock } from './time';
import { Turns } from './Turns';

/** As Prometheus. */
const MOST_POINTS = 11_000;
const NAMES_WITHIN = HOUR;
const LABEL_SETS_WITHIN = 10 * MINUTE;
/** Another replica may scrape: so old may be what we know of it. */
const CATCH_UP_EVERY = 5 * SECOND;

/**
 * Answers from samples that the portal scraped itself.
 */
export class DirectMetricSource implements MetricSource {
  readonly type = 'direct';
  readonly naming = 'prometheus';
  readonly id: string;
  readonly title: string;
  readonly environment: string | undefined;
  /** It works in this process, so that more would only wait. */
  readonly maxConcurrency = 2;
  readonly #store: SeriesStore;
  readonly #reader: SampleReader;
  readonly #clock: Clock;
  #caughtUpAt = -Infinity;

  static create(options: {
    config: Pick<DirectSourceConfig, 'id' | 'title' | 'environment'>;
    store: SeriesStore;
    database: DirectDatabase;
    clock: Clock;
  }): DirectMetricSource {
    return new DirectMetricSource(options);
  }

  private constructor(options: {
    config: Pick<DirectSourceConfig, 'id' | 'title' | 'environment'>;
    store: SeriesStore;
    database: DirectDatabase;
    clock: Clock;
  }) {
    this.id = options.config.id;
    this.title = options.config.title;
    this.environment = options.config.environment;
    this.#store = options.store;
    this.#reader = new SampleReader(options);
    this.#clock = options.clock;
  }

  /**
   * @throws SourceForbiddenError where all targets refuse us, TargetError where
   *   none of them answers.
   */
  async listMetricNames(): Promise<Set<string>> {
    await this.#catchUp();
    this.#assertAnswering();
    return this.#store.table.metricsSince(this.#clock() - NAMES_WITHIN);
  }

  async measureLag(): Promise<number | undefined> {
    await this.#catchUp();
    const { newest } = this.#store;
    return Number.isFinite(newest)
      ? Math.max(0, this.#clock() - newest)
      : undefined;
  }

  async listLabelSets(
    { metrics, labels }: ListLabelSetsRequest,
    { signal }: SourceCallOptions = {},
  ): Promise<ListLabelSetsResult> {
    await this.#catchUp();
    const startedAt = performance.now();
    const since = this.#clock() - LABEL_SETS_WITHIN;
    const turns = new Turns(signal);
    const labelSets = new Map<string, Record<string, string>>();
    for (const metric of new Set(metrics)) {
      for (const series of this.#store.table.ofMetric(metric)) {
        if (series.lastTime > since) {
          const labelSet: Record<string, string> = {};
          for (const label of labels) {
            const value = series.labels.get(label);
            if (value !== undefined) {
              labelSet[label] = value;
            }
          }
          labelSets.set(JSON.stringify(labelSet), labelSet);
        }
        if (turns.isOver) {
          await turns.next();
        }
      }
    }
    return {
      labelSets: [...labelSets.values()],
      cost: costOf(labelSets.size, startedAt),
      warnings: this.#warnings(),
    };
  }

  /** @throws as `listMetricNames` does. */
  async evaluate(
    request: EvaluateRequest,
    { signal }: SourceCallOptions = {},
  ): Promise<EvaluateResult> {
    await this.#catchUp();
    this.#assertAnswering();
    const startedAt = performance.now();
    const columns = await new Evaluation({
      table: this.#store.table,
      reader: this.#reader,
      groupsOf: groupByLabels(request),
      steps: [request.at.getTime()],
      windowMs: request.windowMs,
      signal,
    }).evaluate(request.expression);
    const rows: MetricRow[] = [];
    for (const [group, column] of columns) {
      const value = column.at(0);
      if (value !== undefined && Number.isFinite(value)) {
        rows.push({ ...group, value });
      }
    }
    return {
      rows,
      cost: costOf(rows.length, startedAt),
      warnings: this.#warnings(),
    };
  }

  async evaluateRange(
    request: EvaluateRangeRequest,
    { signal }: SourceCallOptions = {},
  ): Promise<EvaluateRangeResult> {
    const steps = stepsOf(request);
    await this.#catchUp();
    const startedAt = performance.now();
    const columns = await new Evaluation({
      table: this.#store.table,
      reader: this.#reader,
      groupsOf: groupOfEntity(request),
      steps,
      windowMs: request.windowMs,
      signal,
    }).evaluate(request.expression);
    const points: Array<[number, number]> = [];
    for (const column of columns.values()) {
      steps.forEach((time, step) => {
        const value = column.at(step);
        if (value !== undefined && Number.isFinite(value)) {
          points.push([time, value]);
        }
      });
    }
    return {
      points,
      cost: costOf(points.length, startedAt),
      warnings: this.#warnings(),
    };
  }

  async #catchUp(): Promise<void> {
    const now = this.#clock();
    if (now >= this.#caughtUpAt + CATCH_UP_EVERY) {
      await this.#store.catchUp();
      this.#caughtUpAt = now;
    }
  }

  get #status(): ScrapeStatus | undefined {
    return parseScrapeStatus(this.#store.storedStatus);
  }

  #warnings(): string[] {
    const status = this.#status;
    if (!status) {
      return ['Nothing was scraped yet'];
    }
    const { targets, failing, failures, warnings } = status;
    return [
      ...(targets === 0 ? ['There is no target to scrape'] : []),
      ...(failing > 0
        ? [
            `${failing} of ${targets} targets tell nothing: ${failures
              .map(({ message }) => message)
              .join('; ')}`,
          ]
        : []),
      ...warnings,
    ];
  }

  /** Silence of all is a failure of the source and no lack of values. */
  #assertAnswering(): void {
    const status = this.#status;
    if (!status) {
      return;
    }
    const { targets, failing, failures, warnings } = status;
    if (targets === 0 && warnings.length > 0) {
      throw new TargetError(`There is no target: ${warnings.join('; ')}`);
    }
    if (targets > 0 && failing === targets) {
      const message = `None of ${targets} targets answers: ${failures
        .map(failure => failure.message)
        .join('; ')}`;
      throw failures.every(({ isForbidden }) => isForbidden)
        ? new SourceForbiddenError(message)
        : new TargetError(message);
    }
  }
}

function costOf(samples: number, startedAt: number): QueryCost {
  return {
    queries: 1,
    samples,
    bytes: 0,
    milliseconds: performance.now() - startedAt,
  };
}

/** From `from` on, before `to`. */
function stepsOf({ from, to, stepMs }: EvaluateRangeRequest): number[] {
  const span = to.getTime() - from.getTime();
  if (!(stepMs > 0) || !(span > 0)) {
    throw new InputError(
      `found a span of ${span} ms in steps of ${stepMs} ms, allowed are numbers above 0`,
    );
  }
  const points = Math.ceil(span / stepMs);
  if (points > MOST_POINTS) {
    throw new InputError(
      `found ${points} points from ${from.toISOString()} to ${to.toISOString()} in steps of ${
        stepMs / 1000
      } s, allowed are ${MOST_POINTS}: choose longer steps`,
    );
  }
  return Array.from(
    { length: points },
    (_, index) => from.getTime() + index * stepMs,
  );
}
