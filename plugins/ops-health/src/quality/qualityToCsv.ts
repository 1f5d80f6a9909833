import type { QualitySeries } from '@platform-ops/backstage-plugin-ops-health-common';
import { formatCsv } from '@platform-ops/backstage-plugin-platform-ops-react';

const HEADER = [
  'indicator',
  'name',
  'environment',
  'slice_feature',
  'slice_value',
  'measured_from',
  'measured_to',
  'value',
  'low',
  'high',
  'confidence',
  'n',
  'labels',
  'note',
  'model_version',
  'evaluation_set',
  'label_delay_seconds',
  'reported_by',
];

/** A row per measurement; what has no number is an empty cell. */
export function qualityToCsv(series: readonly QualitySeries[]): string {
  const rows = series.flatMap(each =>
    each.history.map(measurement => [
      each.indicator,
      each.name,
      each.environment,
      each.slice?.feature,
      each.slice?.value,
      measurement.measuredFrom,
      measurement.measuredTo,
      measurement.value,
      measurement.confidenceInterval?.low,
      measurement.confidenceInterval?.high,
      measurement.confidenceInterval?.level,
      measurement.n,
      measurement.labels,
      measurement.note,
      measurement.modelVersion,
      measurement.evaluationSetDigest,
      measurement.labelDelaySeconds,
      measurement.reportedBy,
    ]),
  );
  return formatCsv([HEADER, ...rows]);
}
