import type { IncreaseExpression, MetricExpression } from './expressions';

/**
 * Tells the environment of a series by one label. The first rule that matches
 * wins.
 *
 * @public
 */
export interface EnvironmentRule {
  environment: string;
  label: string;
  /** A regular expression that matches the whole value. */
  pattern: string;
}

/**
 * How a source tells the environment of its series.
 *
 * @public
 */
export interface EnvironmentMapping {
  rules: EnvironmentRule[];
  /** For what no rule matches. Missing: nobody mapped it. */
  fallback?: string;
}

/**
 * Labels by which values are grouped; a series joins only where it has all of
 * them. A series that has the labels of several groupings is in each.
 *
 * @public
 */
export interface MetricGrouping {
  /** Unique within a request. */
  id: string;
  labels: string[];
  /**
   * Takes a part of a label's value instead of all of it: a regular expression
   * that matches the whole value, with one group. What does not match has no
   * such label. E.g. `pod: '(.+)-predictor-.+'`.
   */
  extract?: Record<string, string>;
}

/** @public */
export interface EvaluateRequest {
  expression: MetricExpression;
  groupings: MetricGrouping[];
  environments: EnvironmentMapping;
  /** Over which counters increase, milliseconds. */
  windowMs: number;
  at: Date;
}

/**
 * The value of an expression for one label set of one grouping.
 *
 * @public
 */
export interface MetricRow {
  /** Id of the grouping. */
  grouping: string;
  /** The labels of the grouping, none empty. */
  labels: Record<string, string>;
  /** Missing where nobody mapped it. */
  environment?: string;
  /** Finite; what is not a number is no row. */
  value: number;
}

/**
 * What an answer cost the source.
 *
 * @public
 */
export interface QueryCost {
  queries: number;
  /** Rows or points that came back. */
  samples: number;
  bytes: number;
  milliseconds: number;
}

/** @public */
export interface EvaluateResult {
  rows: MetricRow[];
  cost: QueryCost;
  /** What the source warns of, and what was left out because of limits. */
  warnings: string[];
  /** There may be rows that are not among these. */
  isIncomplete?: boolean;
}

/** @public */
export interface EvaluateRangeRequest {
  expression: MetricExpression;
  /** The series of one entity: all of these labels. */
  labels: Record<string, string>;
  /** As in the grouping that found them. */
  extract?: Record<string, string>;
  environments: EnvironmentMapping;
  /** Only of this one; `undefined` for what nobody mapped. */
  environment: string | undefined;
  windowMs: number;
  from: Date;
  to: Date;
  stepMs: number;
}

/** @public */
export interface EvaluateRangeResult {
  /** Milliseconds since the epoch, and the value; gaps are left out. */
  points: Array<[number, number]>;
  cost: QueryCost;
  warnings: string[];
}

/** @public */
export interface ListLabelSetsRequest {
  metrics: string[];
  labels: string[];
}

/** @public */
export interface ListLabelSetsResult {
  /** Each different set of values of these labels; empty ones are left out. */
  labelSets: Array<Record<string, string>>;
  cost: QueryCost;
  warnings: string[];
}

/** @public */
export interface RawQueryResult {
  rows: Array<{ labels: Record<string, string>; value: number; at: Date }>;
  cost: QueryCost;
  warnings: string[];
}

/** @public */
export interface RawRangeRequest {
  query: string;
  from: Date;
  to: Date;
  stepMs: number;
}

/** @public */
export interface RawRangeResult {
  /** As in {@link EvaluateRangeResult}, of each series. */
  series: Array<{
    labels: Record<string, string>;
    points: Array<[number, number]>;
  }>;
  cost: QueryCost;
  warnings: string[];
}

/** @public */
export interface SourceCallOptions {
  signal?: AbortSignal;
}

/** @public */
export interface RawQueryOptions extends SourceCallOptions {
  at?: Date;
  /** Nobody waits for the answer. */
  background?: boolean;
  /** What is beyond is left out, with a warning; 1,000 unless told. */
  maxRows?: number;
}

/**
 * What holds metrics, e.g. a Prometheus. Every method rejects with a typed
 * error in words that name no secret: `SourceForbiddenError` where it refuses
 * us, else what went wrong.
 *
 * @public
 */
export interface MetricSource {
  /** The key under `opsHealth.sources`. */
  readonly id: string;
  /** E.g. `prometheus`. */
  readonly type: string;
  readonly title: string;
  /** Where a person opens it. */
  readonly uiUrl?: string;
  /** Which packs it can answer: `prometheus` names unless told. */
  readonly naming: 'prometheus' | 'cloudwatch';
  /** How the environment of what it holds is told where no rule says. */
  readonly environment?: string;
  /** How many questions it may be asked at once. */
  readonly maxConcurrency: number;
  /** The names of the metrics that it holds. */
  listMetricNames(options?: SourceCallOptions): Promise<Set<string>>;
  /** How old its newest sample is, milliseconds; missing where it cannot tell. */
  measureLag?(options?: SourceCallOptions): Promise<number | undefined>;
  /** Which values some labels have together on the series of some metrics. */
  listLabelSets(
    request: ListLabelSetsRequest,
    options?: SourceCallOptions,
  ): Promise<ListLabelSetsResult>;
  /** The value of an expression for all label sets at once. */
  evaluate(
    request: EvaluateRequest,
    options?: SourceCallOptions,
  ): Promise<EvaluateResult>;
  /** The course of an expression for one label set. */
  evaluateRange(
    request: EvaluateRangeRequest,
    options?: SourceCallOptions,
  ): Promise<EvaluateRangeResult>;
  /**
   * Asks a person's own query, where the source has a language.
   *
   * @throws InputError where the query is at fault.
   */
  queryRaw?(query: string, options?: RawQueryOptions): Promise<RawQueryResult>;
  /** The course of a person's own query. */
  queryRawRange?(
    request: RawRangeRequest,
    options?: SourceCallOptions,
  ): Promise<RawRangeResult>;
  /**
   * What counts the events of one label set, in the language of the source, with
   * `$window` in place of the window. For rules that others evaluate.
   */
  toQuery?(
    expression: IncreaseExpression,
    subject: Pick<
      EvaluateRangeRequest,
      'labels' | 'extract' | 'environments' | 'environment'
    >,
  ): string;
  /** Where a person opens what `evaluateRange` asks. */
  linkTo?(request: EvaluateRangeRequest): string | undefined;
}
