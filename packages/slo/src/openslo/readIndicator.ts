import { type Findings, type Path, readShape } from '@platform-ops/documents';
import { ALLOWED_THRESHOLD, readThreshold } from './durations';
import { readMetric, type ReadMetric } from './readMetric';
import {
  indicatorSpecSchema,
  portalIndicatorSpecSchema,
  prometheusSpecSchema,
  ratioMetricSchema,
} from './schemas';
import type { SloIndicator } from './SloDefinition';
import { windowedQuery } from './windowedQuery';

/** Types of the DataSource documents, by name. */
export type SourceTypes = ReadonlyMap<string, string>;

/** Reads the spec of an SLI. */
export function readIndicator(
  spec: unknown,
  path: Path,
  sourceTypes: SourceTypes,
  findings: Findings,
): SloIndicator | undefined {
  const shape = readShape(indicatorSpecSchema, spec, path, findings);
  if (!shape) {
    return undefined;
  }
  if (shape.thresholdMetric !== undefined) {
    findings.problem(
      [...path, 'thresholdMetric'],
      shape.thresholdMetric,
      'ratioMetric (the portal counts events, which a single value is not); count what is within the limit as good, for a latency by rawType: success and the metricSource { type: Indicator, spec: { indicator: latency, threshold: 500ms } }',
    );
    return undefined;
  }
  return readRatio(
    shape.ratioMetric,
    [...path, 'ratioMetric'],
    sourceTypes,
    findings,
  );
}

type RatioShape = NonNullable<ReturnType<typeof readRatioShape>>;

function readRatioShape(value: unknown, path: Path, findings: Findings) {
  return readShape(ratioMetricSchema, value, path, findings);
}

function readRatio(
  value: unknown,
  path: Path,
  sourceTypes: SourceTypes,
  findings: Findings,
): SloIndicator | undefined {
  const ratio = readRatioShape(value, path, findings);
  if (!ratio) {
    return undefined;
  }
  const read = (part: 'good' | 'bad' | 'total' | 'raw') =>
    ratio[part] === undefined
      ? undefined
      : readMetric(ratio[part], [...path, part], sourceTypes, findings);
  const metrics = {
    good: read('good'),
    bad: read('bad'),
    total: read('total'),
    raw: read('raw'),
  };
  if (ratio.raw !== undefined) {
    return readPortalIndicator(ratio, metrics.raw, path, findings);
  }
  return readQueries(ratio, metrics, path, findings);
}

/** The short form: the ratio of an indicator is computed by the portal. */
function readPortalIndicator(
  ratio: RatioShape,
  raw: ReadMetric | undefined,
  path: Path,
  findings: Findings,
): SloIndicator | undefined {
  for (const part of ['good', 'bad', 'total'] as const) {
    if (ratio[part] !== undefined) {
      findings.problem([...path, part], ratio[part], 'nothing beside raw');
    }
  }
  if (ratio.rawType === undefined) {
    findings.problem(
      [...path, 'rawType'],
      undefined,
      'success or failure, needed with raw',
    );
  }
  if (!raw) {
    return undefined;
  }
  const where = [...path, 'raw', 'metricSource'];
  if (raw.type !== 'Indicator') {
    findings.problem(
      [...where, 'type'],
      raw.type,
      'Indicator; a ratio without its events cannot be used, so give good or bad, and total',
    );
    return undefined;
  }
  const spec = readShape(
    portalIndicatorSpecSchema,
    raw.spec,
    [...where, 'spec'],
    findings,
  );
  if (!spec) {
    return undefined;
  }
  const thresholdSeconds =
    spec.threshold === undefined ? undefined : readThreshold(spec.threshold);
  if (spec.threshold !== undefined && thresholdSeconds === undefined) {
    findings.problem(
      [...where, 'spec', 'threshold'],
      spec.threshold,
      ALLOWED_THRESHOLD,
    );
    return undefined;
  }
  if (thresholdSeconds !== undefined && ratio.rawType === 'failure') {
    findings.problem(
      [...path, 'rawType'],
      ratio.rawType,
      'success with a threshold, for what is within it is good',
    );
    return undefined;
  }
  return (
    ratio.rawType && {
      kind: 'indicator',
      id: spec.indicator,
      ...(thresholdSeconds !== undefined && { thresholdSeconds }),
      ratioOf: ratio.rawType,
    }
  );
}

function readQueries(
  ratio: RatioShape,
  metrics: Partial<Record<'good' | 'bad' | 'total', ReadMetric>>,
  path: Path,
  findings: Findings,
): SloIndicator | undefined {
  const numerators = (['good', 'bad'] as const).filter(
    part => ratio[part] !== undefined,
  );
  if (numerators.length !== 1) {
    findings.refuse(
      numerators.length === 0 ? 'neither good nor bad' : 'both good and bad',
      'one of good and bad, with total; or raw with a source of the type Indicator',
      path,
    );
  }
  if (ratio.total === undefined) {
    findings.problem([...path, 'total'], undefined, 'the query of all events');
  }
  if (ratio.counter === undefined) {
    findings.problem(
      [...path, 'counter'],
      undefined,
      'true for ever growing counters, else false',
    );
  }
  const [part] = numerators;
  const numerator = metrics[part];
  const { total } = metrics;
  if (!numerator || !total) {
    return undefined;
  }
  if (numerator.ref !== total.ref) {
    findings.problem(
      [...path, part, 'metricSource', 'metricSourceRef'],
      numerator.ref,
      'the same source as that of total',
    );
    return undefined;
  }
  const { counter } = ratio;
  if (numerators.length !== 1 || counter === undefined) {
    return undefined;
  }
  const numeratorQuery = readQuery(numerator, counter, [...path, part]);
  const totalQuery = readQuery(total, counter, [...path, 'total']);
  return numeratorQuery && totalQuery
    ? {
        kind: 'queries',
        [part]: numeratorQuery,
        total: totalQuery,
        counter,
        sourceType: 'Prometheus',
        ...(total.ref && { sourceRef: total.ref }),
      }
    : undefined;

  function readQuery(
    metric: ReadMetric,
    isCounter: boolean,
    where: Path,
  ): string | undefined {
    const source = [...where, 'metricSource'];
    if (metric.type !== 'Prometheus') {
      findings.problem(
        [...source, 'type'],
        metric.type,
        metric.type === 'Indicator'
          ? 'Prometheus; an Indicator stands under raw'
          : 'Prometheus; or raw with a source of the type Indicator',
      );
      return undefined;
    }
    const spec = readShape(
      prometheusSpecSchema,
      metric.spec,
      [...source, 'spec'],
      findings,
    );
    if (spec && !windowedQuery(spec.query, isCounter)) {
      findings.problem(
        [...source, 'spec', 'query'],
        spec.query,
        `a selector, the sum of one, or a query with $window for the window, such as sum(increase(requests_total[$window]))`,
      );
      return undefined;
    }
    return spec?.query;
  }
}
