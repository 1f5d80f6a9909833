import type { SloPeriod } from '../budget/SloPeriod';

/**
 * Which events count, and which of them are good.
 *
 * @public
 */
export type SloIndicator =
  | {
      /** An indicator of the portal, which resolves it per entity and source. */
      kind: 'indicator';
      /** Such as `error-ratio` or `latency`. */
      id: string;
      /** Events up to this are good; seconds. */
      thresholdSeconds?: number;
      /** What the indicator's ratio counts: good events (`success`) or bad ones. */
      ratioOf: 'success' | 'failure';
    }
  | {
      /** Queries of a metric source; either `good` or `bad` is given. */
      kind: 'queries';
      good?: string;
      bad?: string;
      total: string;
      /** Whether the queries give ever growing counters, or events per sample. */
      counter: boolean;
      sourceType: 'Prometheus';
      /** The name of an OpenSLO DataSource. */
      sourceRef?: string;
    };

/**
 * What is an event: a request, or a time slice that is good if enough of its requests are.
 *
 * @public
 */
export type SloBudgeting =
  | { method: 'occurrences' }
  | {
      method: 'time-slices';
      /** Length of a slice, milliseconds. */
      sliceMs: number;
      /** Share of good events that makes a slice good, above 0 and up to 1. */
      sliceTarget: number;
    };

/**
 * One objective, as plain data.
 *
 * @public
 */
export interface SloDefinition {
  /**
   * Unique among what was read together. An SLO of several objectives gives one
   * definition for each, with the objective at the end: `checkout-99-9`.
   */
  name: string;
  displayName: string;
  description?: string;
  /** What the SLO calls its service. */
  service: string;
  indicator: SloIndicator;
  /** Share of good events that is promised, between 0 and 1, both excluded. */
  objective: number;
  period: SloPeriod;
  budgeting: SloBudgeting;
  labels: Record<string, string[]>;
  annotations: Record<string, string>;
}
