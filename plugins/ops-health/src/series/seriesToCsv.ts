import {
  definitionOf,
  type IndicatorSeries,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { formatCsv } from '@platform-ops/backstage-plugin-platform-ops-react';

const HEADER = [
  'time',
  'indicator',
  'environment',
  'source',
  'unit',
  'value',
  'compared_with',
];

/** A row per point; what is not known is an empty cell. */
export function seriesToCsv(series: readonly IndicatorSeries[]): string {
  const rows = series.flatMap(each => {
    const comparison = new Map(each.comparison);
    const values = new Map(each.points);
    const times = [...new Set([...values.keys(), ...comparison.keys()])];
    return times
      .sort((one, other) => one - other)
      .map(time => [
        new Date(time).toISOString(),
        each.indicator,
        each.environment,
        each.source,
        definitionOf(each).unit,
        values.get(time),
        comparison.get(time),
      ]);
  });
  return formatCsv([HEADER, ...rows]);
}
