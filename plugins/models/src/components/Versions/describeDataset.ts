import type {
  VersionDataset,
  VersionMetric,
} from '@platform-ops/backstage-plugin-models-common';

const DIGEST_LENGTH = 8;

/** A dataset in one line: name, split, start of the digest. */
export function datasetLine(
  dataset: Pick<VersionDataset, 'name' | 'digest' | 'split'>,
): string {
  const digest =
    dataset.digest && `(${dataset.digest.slice(0, DIGEST_LENGTH)})`;
  return [dataset.name, dataset.split, digest].filter(Boolean).join(' ');
}

/** What a metric was measured on. */
export function describeDataset(metric: VersionMetric): string {
  return metric.dataset ? datasetLine(metric.dataset) : 'data unknown';
}
