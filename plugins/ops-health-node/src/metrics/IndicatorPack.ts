import type { IndicatorId } from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  IncreaseExpression,
  MetricExpression,
  MetricSelector,
} from './expressions';

/**
 * How one indicator is read from the metrics of a pack.
 *
 * @public
 */
export interface PackIndicator {
  indicator: IndicatorId;
  /**
   * Asked where the source has the metrics; where several answer for an entity
   * the first wins. So a new name of a metric stands before its old one.
   */
  expressions: MetricExpression[];
  /**
   * What the value is called there, where it is not what the indicator's title
   * says, e.g. "mean latency" where there is no histogram.
   */
  note?: string;
}

/**
 * How SLOs count good and bad events of an indicator.
 *
 * @public
 */
export interface PackEvents {
  /** All events: counters. */
  total: IncreaseExpression;
  /** Failed ones; missing where the metrics cannot tell. */
  bad?: IncreaseExpression;
  /**
   * The histogram of durations, for objectives on latency; `scale` makes seconds
   * of them.
   */
  duration?: MetricSelector & { scale?: number };
}

/**
 * The metrics of one kind of software, and what they say about the indicators.
 *
 * @public
 */
export interface IndicatorPack {
  /** E.g. `vllm`. */
  id: string;
  title: string;
  naming: 'prometheus' | 'cloudwatch';
  indicators: PackIndicator[];
  events?: PackEvents;
  /** In words, where the metrics cannot give an error ratio. */
  withoutErrorRatio?: string;
}
