/**
 * Narrows the series of a metric by a label.
 *
 * @public
 */
export interface LabelMatcher {
  label: string;
  /** `=~` and `!~` take a regular expression that matches the whole value. */
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
}

/**
 * Series of one metric, by the name that a Prometheus shows; CloudWatch
 * metrics are `<namespace>/<metric>`. A histogram goes without `_bucket`.
 *
 * @public
 */
export interface MetricSelector {
  metric: string;
  matchers?: LabelMatcher[];
}

/**
 * Failed of all, by the increase of counters; `0` where nothing failed, no
 * value where nothing happened.
 *
 * @public
 */
export interface RatioExpression {
  kind: 'ratio';
  numerator: MetricSelector[];
  denominator: MetricSelector[];
}

/**
 * Increase of counters per second.
 *
 * @public
 */
export interface RateExpression {
  kind: 'rate';
  counters: MetricSelector[];
  scale?: number;
}

/**
 * Increase of counters over the window.
 *
 * @public
 */
export interface IncreaseExpression {
  kind: 'increase';
  counters: MetricSelector[];
}

/**
 * Quantile of a histogram whose buckets are added up first: quantiles are
 * never averaged.
 *
 * @public
 */
export interface QuantileExpression {
  kind: 'quantile';
  /** 0..1 */
  quantile: number;
  histogram: MetricSelector;
  /** What a value is multiplied by to get the indicator's unit. */
  scale?: number;
}

/**
 * Mean by two counters, for what has a sum and a count but no buckets, e.g. a
 * Prometheus summary.
 *
 * @public
 */
export interface MeanExpression {
  kind: 'mean';
  sum: MetricSelector;
  count: MetricSelector;
  scale?: number;
}

/**
 * A gauge, as it is now.
 *
 * @public
 */
export interface GaugeExpression {
  kind: 'gauge';
  gauges: MetricSelector[];
  /** `count-nonzero` counts the series whose value is not zero. */
  aggregate: 'sum' | 'average' | 'maximum' | 'minimum' | 'count-nonzero';
  scale?: number;
}

/**
 * One sum of gauges divided by another, e.g. memory used of memory allowed.
 *
 * @public
 */
export interface ShareExpression {
  kind: 'share';
  part: MetricSelector[];
  /** The parts are counters, of which the increase per second is meant. */
  partIsCounter?: boolean;
  whole: MetricSelector[];
}

/**
 * A query in the language of the source that gives one value per label set.
 *
 * @public
 */
export interface RawExpression {
  kind: 'raw';
  query: string;
}

/**
 * What an indicator asks of a metric source, in a form that each source can
 * translate. Of several selectors the values are added up, and what is missing
 * counts as nothing, so long as the first is there.
 *
 * @public
 */
export type MetricExpression =
  | RatioExpression
  | RateExpression
  | IncreaseExpression
  | QuantileExpression
  | MeanExpression
  | GaugeExpression
  | ShareExpression
  | RawExpression;
