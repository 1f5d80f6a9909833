import type {
  ComparedMetric,
  ModelVersion,
  VersionComparison,
} from '@platform-ops/backstage-plugin-models-common';

const LOWER_IS_BETTER = /loss|latency|gap/;

function compareMetric(name: string, versions: ModelVersion[]): ComparedMetric {
  const values = versions.map(
    version => version.metrics.find(metric => metric.name === name) ?? null,
  );
  const digests = new Set(values.map(value => value?.dataset?.digest));
  const comparable = digests.size === 1;
  const lower = LOWER_IS_BETTER.test(name);
  const known = values.map(
    value => value?.value ?? (lower ? Infinity : -Infinity),
  );
  const bestValue = lower ? Math.min(...known) : Math.max(...known);
  return {
    name,
    comparable,
    reason: comparable
      ? undefined
      : `measured on different data: ${[...digests].join(' and ')}`,
    better: lower ? 'lower' : 'higher',
    values,
    best: comparable
      ? known.flatMap((value, index) => (value === bestValue ? [index] : []))
      : [],
  };
}

/** Side by side, as the backend does it. */
export function compareVersions(versions: ModelVersion[]): VersionComparison {
  const metricNames = new Set(
    versions.flatMap(version => version.metrics.map(({ name }) => name)),
  );
  const parameterNames = new Set(
    versions.flatMap(version => Object.keys(version.parameters)),
  );
  return {
    versions,
    metrics: [...metricNames].map(name => compareMetric(name, versions)),
    parameters: [...parameterNames]
      .map(name => {
        const values = versions.map(
          version => version.parameters[name] ?? null,
        );
        return { name, values, differs: new Set(values).size > 1 };
      })
      .sort((a, b) => Number(b.differs) - Number(a.differs)),
  };
}
