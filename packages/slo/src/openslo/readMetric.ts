import { type Findings, type Path, readShape } from '@platform-ops/documents';
import { metricSchema } from './schemas';

export interface ReadMetric {
  type: string;
  ref?: string;
  spec: Record<string, unknown>;
}

/** Reads a metric with its source; the type may come from a DataSource. */
export function readMetric(
  value: unknown,
  path: Path,
  sourceTypes: ReadonlyMap<string, string>,
  findings: Findings,
): ReadMetric | undefined {
  const metric = readShape(metricSchema, value, path, findings);
  if (!metric) {
    return undefined;
  }
  const { metricSourceRef: ref, spec, type: ownType } = metric.metricSource;
  const type = ownType ?? (ref && sourceTypes.get(ref));
  if (!type) {
    findings.problem(
      [...path, 'metricSource', 'type'],
      undefined,
      'Prometheus or Indicator, unless metricSourceRef names a DataSource that is given along',
    );
    return undefined;
  }
  return { type, ref, spec };
}
