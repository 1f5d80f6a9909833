import type {
  ConfidenceInterval,
  QualityIndicatorId,
  QualitySlice,
} from '@platform-ops/backstage-plugin-ops-health-common';

/**
 * A measurement of quality as a pipeline reported it.
 */
export interface Measurement {
  entityRef: string;
  environment: string;
  indicator: QualityIndicatorId;
  name?: string;
  /** The whole population where missing. */
  slice?: QualitySlice;
  modelVersion?: string;
  /** Missing while labels are pending. */
  value?: number;
  /** Number of labelled examples. */
  n: number;
  labels: 'complete' | 'pending';
  evaluationSetDigest: string;
  measuredFrom: Date;
  measuredTo: Date;
  labelDelaySeconds: number;
  confidenceInterval?: ConfidenceInterval;
  runUrl?: string;
  reportedAt: Date;
  reportedBy: string;
}

/**
 * When a measurement could be made: its data with their labels are as old as
 * that, however long labels take.
 */
export function knownAt(measurement: Measurement): Date {
  return new Date(
    Math.min(
      measurement.reportedAt.getTime(),
      measurement.measuredTo.getTime() + measurement.labelDelaySeconds * 1000,
    ),
  );
}
