import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { InputError } from '@backstage/errors';
import type {
  EvaluateRangeRequest,
  EvaluateRangeResult,
  EvaluateRequest,
  EvaluateResult,
  ListLabelSetsRequest,
  ListLabelSetsResult,
  MetricRow,
  MetricSource,
  SourceCallOptions,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { AwsError } from '../client/AwsError';
import type { Asking, AwsSession } from '../client/AwsSession';
import { CallLog } from '../client/CallLog';
import type { AwsSourceConfig } from '../config/readAwsSourceConfig';
import { ConsoleLinks } from '../ConsoleLinks';
import { CommonWindow } from './CommonWindow';
import { groupStreams, type StreamGroup } from './groupStreams';
import type { Listing } from './Listing';
import { MetricLister, type Age } from './MetricLister';
import { planExpression, type Plan } from './planExpression';
import { Question } from './Question';
import { RefreshReader } from './RefreshReader';
import { spansAt, spansOver, type Spans } from './spans';
import {
  keyOfQuery,
  StatisticReader,
  type Series,
  type StatisticQuery,
} from './StatisticReader';
import { floorTo, HOUR } from './time';

/**
 * For longer ago than this, what CloudWatch lists as recently active (three
 * hours) is not enough. What fell silent meanwhile is of the past already.
 */
const RECENT = 12 * HOUR;
const MAX_POINTS = 11_000;

/**
 * Reads the metrics of CloudWatch.
 */
export class CloudWatchMetricSource implements MetricSource {
  readonly type = 'aws';
  readonly naming = 'cloudwatch';
  readonly id: string;
  readonly title: string;
  readonly environment: string | undefined;
  readonly uiUrl: string | undefined;
  readonly maxConcurrency: number;
  readonly #config: AwsSourceConfig;
  readonly #client: CloudWatchClient;
  readonly #lister: MetricLister;
  readonly #reader: StatisticReader;
  readonly #refresh: RefreshReader;
  readonly #past: RefreshReader;
  readonly #windows = CommonWindow.create();
  #newest: number | undefined;

  static create(
    config: AwsSourceConfig,
    session: AwsSession,
  ): CloudWatchMetricSource {
    return new CloudWatchMetricSource(config, session);
  }

  private constructor(config: AwsSourceConfig, session: AwsSession) {
    const { id, title, environment, region, account, maxConcurrency } = config;
    this.id = id;
    this.title = title;
    this.environment = environment;
    this.uiUrl = ConsoleLinks.create(region).cloudWatch;
    this.maxConcurrency = maxConcurrency;
    this.#config = config;
    this.#client = new CloudWatchClient(session.clientConfig);
    this.#lister = MetricLister.create({
      session,
      client: this.#client,
      namespaces: config.namespaces,
      place: account === undefined ? { region } : { region, account },
    });
    this.#reader = StatisticReader.create(session, this.#client);
    this.#refresh = RefreshReader.create(this.#reader, config);
    this.#past = RefreshReader.create(this.#reader, config);
  }

  /** Ends all connections. */
  close(): void {
    this.#client.destroy();
  }

  async listMetricNames({ signal }: SourceCallOptions = {}): Promise<
    Set<string>
  > {
    const listings = await this.#lister.listAnew({
      signal,
      log: new CallLog(),
    });
    return new Set(listings.flatMap(({ names }) => names));
  }

  /** By what was read last, since each question costs. */
  async measureLag(): Promise<number | undefined> {
    return this.#newest === undefined ? undefined : Date.now() - this.#newest;
  }

  async listLabelSets(
    { metrics, labels }: ListLabelSetsRequest,
    { signal }: SourceCallOptions = {},
  ): Promise<ListLabelSetsResult> {
    const log = new CallLog();
    const labelSets = new Map<string, Record<string, string>>();
    for (const metric of metrics) {
      const listing = await this.#lister.listingOf(metric, 'recent', {
        signal,
        log,
      });
      for (const stream of listing?.streamsOf(metric) ?? []) {
        const pairs = labels
          .map(label => [label, stream.labels[label]] as const)
          .filter(([, value]) => value);
        if (pairs.length > 0) {
          labelSets.set(JSON.stringify(pairs), Object.fromEntries(pairs));
        }
      }
    }
    return {
      labelSets: [...labelSets.values()],
      cost: log.cost,
      warnings: log.warnings,
    };
  }

  async evaluate(
    request: EvaluateRequest,
    { signal }: SourceCallOptions = {},
  ): Promise<EvaluateResult> {
    const asking: Asking = { signal, log: new CallLog() };
    const plan = planExpression(request.expression);
    const newest = this.#newestEnd();
    const isPast = request.at.getTime() <= newest;
    const spans = isPast
      ? spansAt(request.at.getTime(), request.windowMs, Date.now())
      : spansAt(newest, request.windowMs, Date.now(), this.#windows);
    const questions = await this.#ask(plan, request, spans, asking);
    const answers = await (isPast ? this.#past : this.#refresh).read(
      questions.map(({ queries }) => queries),
      newest,
      asking,
    );
    const [end] = spans.times;
    const rows: MetricRow[] = [];
    const problems = new Set<string>();
    questions.forEach((question, index) => {
      const series = answers[index];
      const problem = series ? problemOf(series) : this.#tooMany();
      if (!series || problem !== undefined) {
        problems.add(problem!);
        return;
      }
      this.#noteNewest(series);
      const value = question.valueAt(end, series);
      if (value !== undefined) {
        const { grouping, labels, environment } = question.group;
        rows.push({ grouping, labels, environment, value });
      }
    });
    // Who counts the past does so once: what is missing must not look like
    // nothing.
    if (isPast && problems.size > 0) {
      throw new AwsError([...problems].join('. '));
    }
    problems.forEach(problem =>
      asking.log.warn(`Some values are left out. ${problem}`),
    );
    return { rows, cost: asking.log.cost, warnings: asking.log.warnings };
  }

  async evaluateRange(
    request: EvaluateRangeRequest,
    { signal }: SourceCallOptions = {},
  ): Promise<EvaluateRangeResult> {
    const asking: Asking = { signal, log: new CallLog() };
    const plan = planExpression(request.expression);
    const spans = spansOver({
      ...request,
      times: timesOf(request),
      newest: this.#newestEnd(),
      now: Date.now(),
    });
    const grouping = {
      id: 'range',
      labels: Object.keys(request.labels),
      extract: request.extract,
    };
    const question = (
      await this.#ask(
        plan,
        { groupings: [grouping], environments: request.environments },
        spans,
        asking,
      )
    ).find(({ group }) => isWanted(group, request));
    const points: Array<[number, number]> = [];
    if (question && spans.times.length > 0) {
      const series = await this.#readAll(question.queries, asking);
      for (const time of spans.times) {
        const value = question.valueAt(time, series);
        if (value !== undefined) {
          points.push([time, value]);
        }
      }
    }
    return { points, cost: asking.log.cost, warnings: asking.log.warnings };
  }

  /** The end of the newest time of which CloudWatch knows all. */
  #newestEnd(): number {
    return floorTo(
      Date.now() - this.#config.ingestDelayMilliseconds,
      this.#config.refreshMilliseconds,
    );
  }

  /** A question for each label set that there is. */
  async #ask(
    plan: Plan,
    request: Pick<EvaluateRequest, 'groupings' | 'environments'>,
    spans: Spans,
    asking: Asking,
  ): Promise<Question[]> {
    const age: Age = Date.now() - spans.start < RECENT ? 'recent' : 'all';
    const listings = new Map<string, Listing | undefined>();
    for (const { metric } of plan.parts.flatMap(part => part.selectors)) {
      listings.set(metric, await this.#lister.listingOf(metric, age, asking));
    }
    const groups = groupStreams({
      ...request,
      parts: plan.parts,
      select: selector => listings.get(selector.metric)?.select(selector) ?? [],
    });
    return Question.createAll(groups, plan, spans);
  }

  /** A course with holes would be no course. */
  async #readAll(
    queries: StatisticQuery[],
    asking: Asking,
  ): Promise<Map<string, Series>> {
    const unique = new Map(queries.map(query => [keyOfQuery(query), query]));
    const reading = this.#reader.read([...unique.values()], asking);
    const series = new Map(
      await Promise.all(
        [...reading].map(async ([key, one]) => [key, await one] as const),
      ),
    );
    const problem = problemOf(series);
    if (problem !== undefined) {
      throw new AwsError(problem);
    }
    return series;
  }

  #tooMany(): string {
    const { key, maxMetricsPerRefresh } = this.#config;
    return `One refresh may ask for ${maxMetricsPerRefresh} metrics, since AWS bills each: raise maxMetricsPerRefresh or refresh of ${key}, or narrow its namespaces`;
  }

  #noteNewest(series: Map<string, Series>): void {
    for (const one of series.values()) {
      if ('points' in one && one.points.length > 0) {
        this.#newest = Math.max(this.#newest ?? 0, one.end);
      }
    }
  }
}

/** The last one lies before `to`. */
function timesOf({ from, to, stepMs }: EvaluateRangeRequest): number[] {
  const length = to.getTime() - from.getTime();
  const points = Math.ceil(length / stepMs);
  if (!(stepMs > 0) || !(length > 0) || points > MAX_POINTS) {
    throw new InputError(
      `found ${from.toISOString()} to ${to.toISOString()} in steps of ${
        stepMs / 1000
      } s, allowed are 1 to ${MAX_POINTS} points`,
    );
  }
  return Array.from(
    { length: points },
    (_, index) => from.getTime() + index * stepMs,
  );
}

function isWanted(
  group: StreamGroup,
  { labels, environment }: EvaluateRangeRequest,
): boolean {
  return (
    group.environment === environment &&
    Object.entries(labels).every(
      ([name, value]) => group.labels[name] === value,
    )
  );
}

function problemOf(series: Map<string, Series>): string | undefined {
  for (const one of series.values()) {
    if ('failure' in one) {
      return `CloudWatch has no complete answer (${one.failure})`;
    }
  }
  return undefined;
}
