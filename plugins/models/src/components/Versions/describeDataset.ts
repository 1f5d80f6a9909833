import type {
  VersionDataset,
  VersionMetric,
} from '@platform-ops/backstage-plugin-models-common';

const DIGEST_LENGTH = 8;

/** A dataset in one line: name, split, start of the digest. */
export function datasetLine(
  dataset: Pick<VersionDataset, 'name' | 'digest' | 'split'>,
): string {
  return [dataset.name, dataset.split, dataset.digest?.slice(0, DIGEST_LENGTH)]
    .filter(Boolean)
    .join(' · ');
}

/** What a metric was measured on. */
export function describeDataset(metric: VersionMetric): string {
  return metric.dataset ? datasetLine(metric.dataset) : 'data unknown';
}
