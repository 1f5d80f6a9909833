import type { ModelVersion } from '@platform-ops/backstage-plugin-models-common';
import { StageBadge } from '@platform-ops/backstage-plugin-models-react';
import {
  AppLink,
  RelativeTime,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { datasetLine } from './describeDataset';
import { SideBySide } from './SideBySide';

/** Stage, data, artefact and people of versions side by side. */
export function ComparedFacts(props: { versions: readonly ModelVersion[] }) {
  const { versions } = props;
  return (
    <SideBySide
      label="Data, artefact and people"
      versions={versions}
      rows={[
        {
          name: 'Stage',
          values: versions.map(({ stage }) =>
            stage ? <StageBadge stage={stage} /> : 'none',
          ),
        },
        {
          name: 'Data',
          values: versions.map(({ datasets }) =>
            datasets.length > 0
              ? datasets.map(dataset => (
                  <div key={datasetLine(dataset)}>{datasetLine(dataset)}</div>
                ))
              : 'none recorded',
          ),
        },
        {
          name: 'Artefact',
          values: versions.map(({ artifactUri }) => artifactUri ?? 'unknown'),
        },
        {
          name: 'Digest',
          values: versions.map(
            ({ artifactDigest }) => artifactDigest ?? 'unknown',
          ),
        },
        {
          name: 'Created by',
          values: versions.map(({ createdBy }) => createdBy ?? 'unknown'),
        },
        {
          name: 'Created',
          values: versions.map(({ createdAt }) =>
            createdAt ? <RelativeTime time={createdAt} /> : 'unknown',
          ),
        },
        {
          name: 'Run',
          values: versions.map(({ runId, runUrl }) =>
            runUrl ? (
              <AppLink to={runUrl} target="_blank" rel="noopener">
                {runId ?? 'Open the run'}
              </AppLink>
            ) : (
              runId ?? 'unknown'
            ),
          ),
        },
      ]}
    />
  );
}
