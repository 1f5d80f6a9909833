import type {
  ComparedMetric,
  ComparedParameter,
  ModelVersion,
  VersionComparison,
  VersionMetric,
} from '@platform-ops/backstage-plugin-models-common';
import { metricDirection } from './metricDirection';

/**
 * Puts versions side by side. Figures are set against each other only where
 * they were measured on the same dataset digest and split.
 */
export function compareVersions(versions: ModelVersion[]): VersionComparison {
  const names = [
    ...new Set(
      versions.flatMap(version => version.metrics.map(metric => metric.name)),
    ),
  ].sort();
  return {
    versions,
    metrics: names.flatMap(name => compareMetric(name, versions)),
    parameters: compareParameters(versions),
  };
}

function measuredOn(metric: VersionMetric): string | undefined {
  const { digest, split } = metric.dataset ?? {};
  return digest && `${digest}/${split ?? ''}`;
}

function compareMetric(
  name: string,
  versions: ModelVersion[],
): ComparedMetric[] {
  const entries = versions.map(version =>
    version.metrics.filter(metric => metric.name === name),
  );
  const holders = entries.filter(list => list.length > 0).length;
  const grounds = new Set(
    entries
      .flat()
      .map(measuredOn)
      .filter(ground => ground !== undefined),
  );
  const shared = [...grounds].filter(
    ground =>
      holders > 1 &&
      entries.every(
        list =>
          list.length === 0 ||
          list.some(metric => measuredOn(metric) === ground),
      ),
  );
  const better = metricDirection(name);
  if (shared.length) {
    return shared.map(ground => {
      const values = entries.map(
        list => list.find(metric => measuredOn(metric) === ground) ?? null,
      );
      return {
        name,
        comparable: true,
        better,
        values,
        best: bestPositions(values, better),
      };
    });
  }
  return [
    {
      name,
      comparable: false,
      reason: whyNotComparable(versions, entries, holders),
      better,
      values: entries.map(list => list[0] ?? null),
      best: [],
    },
  ];
}

function bestPositions(
  values: Array<VersionMetric | null>,
  better: ComparedMetric['better'],
): number[] {
  const numbers = values
    .map(item => item?.value)
    .filter(value => value !== undefined);
  if (better === 'unknown' || numbers.length < 2) {
    return [];
  }
  const best =
    better === 'higher' ? Math.max(...numbers) : Math.min(...numbers);
  const positions = values.flatMap((item, index) =>
    item?.value === best ? [index] : [],
  );
  return positions.length === numbers.length ? [] : positions;
}

function whyNotComparable(
  versions: ModelVersion[],
  entries: VersionMetric[][],
  holders: number,
): string {
  if (holders < 2) {
    const only = versions[entries.findIndex(list => list.length > 0)];
    return `Only version ${only.version} has this metric.`;
  }
  const unknown = versions.filter(
    (_, index) => entries[index].length > 0 && !entries[index].some(measuredOn),
  );
  if (unknown.length) {
    return `The registry does not say on which data it was measured for ${inWords(
      unknown,
    )}.`;
  }
  const grounds = versions.flatMap((version, index) => {
    const dataset = entries[index][0]?.dataset;
    return dataset
      ? [
          `version ${version.version} on ${[dataset.split, dataset.name]
            .filter(Boolean)
            .join(' of ')} (${dataset.digest})`,
        ]
      : [];
  });
  return `Measured on different data: ${grounds.join(', ')}.`;
}

function inWords(versions: ModelVersion[]): string {
  const names = versions.map(version => version.version);
  const last = names.pop();
  return names.length
    ? `versions ${names.join(', ')} and ${last}`
    : `version ${last}`;
}

function compareParameters(versions: ModelVersion[]): ComparedParameter[] {
  const names = [
    ...new Set(versions.flatMap(version => Object.keys(version.parameters))),
  ].sort();
  const compared = names.map(name => {
    const values = versions.map(version => version.parameters[name] ?? null);
    return { name, values, differs: new Set(values).size > 1 };
  });
  return [
    ...compared.filter(item => item.differs),
    ...compared.filter(item => !item.differs),
  ];
}
