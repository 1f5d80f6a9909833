import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Model,
  ModelVersion,
  VersionMetric,
} from '@platform-ops/backstage-plugin-models-common';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import {
  type ChartSeries,
  PageSection,
  TimeSeriesChart,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import { describeDataset } from './describeDataset';
import styles from './MetricHistory.module.css';

const SHOWN_VERSIONS = 50;
const SHOWN_METRICS = 6;
const CHART_HEIGHT = 150;

/** The metrics that most versions have come first. */
function frequentMetrics(versions: readonly ModelVersion[]): string[] {
  const counts = new Map<string, number>();
  for (const { name } of versions.flatMap(({ metrics }) => metrics)) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en'))
    .slice(0, SHOWN_METRICS)
    .map(([name]) => name);
}

/** A line per dataset: values on different data are not joined. */
function toSeries(
  versions: readonly ModelVersion[],
  name: string,
): ChartSeries[] {
  const find = (version: ModelVersion, dataset: string) =>
    version.metrics.find(
      metric => metric.name === name && describeDataset(metric) === dataset,
    );
  const measured: VersionMetric[] = versions.flatMap(({ metrics }) =>
    metrics.filter(metric => metric.name === name),
  );
  return [...new Set(measured.map(describeDataset))].map(dataset => ({
    name: dataset,
    points: versions.map((version, index) => ({
      time: index,
      value: find(version, dataset)?.value ?? null,
    })),
  }));
}

/** One metric; memoised, for the chart redraws with each new series. */
function MetricChart(props: {
  name: string;
  versions: readonly ModelVersion[];
}) {
  const { name, versions } = props;
  const series = useMemo(() => toSeries(versions, name), [versions, name]);
  const categories = useMemo(
    () => versions.map(({ version }) => formatVersion(version)),
    [versions],
  );
  return (
    <div className={styles.chart}>
      <h3 className={styles.name}>{name}</h3>
      <TimeSeriesChart
        label={`${name} over versions`}
        series={series}
        categories={categories}
        height={CHART_HEIGHT}
      />
    </div>
  );
}

/** How each metric has moved from version to version. */
export function MetricHistory(props: { model: Model }) {
  const { model } = props;
  const api = useApi(modelsApiRef);
  // Failing quietly: the list above says why the versions cannot be read.
  const { value } = useLoad(`${model.id} ${model.latestVersion}`, () =>
    api.listVersions(model.id, {
      sort: 'version',
      order: 'desc',
      limit: SHOWN_VERSIONS,
    }),
  );
  const versions = useMemo(() => [...(value?.items ?? [])].reverse(), [value]);
  const names = useMemo(() => frequentMetrics(versions), [versions]);
  if (versions.length < 2 || names.length === 0) {
    return null;
  }
  return (
    <PageSection title="Metrics over versions">
      <div className={styles.charts}>
        {names.map(name => (
          <MetricChart key={name} name={name} versions={versions} />
        ))}
      </div>
    </PageSection>
  );
}
