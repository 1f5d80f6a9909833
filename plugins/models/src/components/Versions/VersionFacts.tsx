import { Alert, ButtonLink } from '@backstage/ui';
import type { ModelVersion } from '@platform-ops/backstage-plugin-models-common';
import { StageBadge } from '@platform-ops/backstage-plugin-models-react';
import {
  CopyButton,
  EntityLink,
  formatNumber,
  KeyValueList,
  ObservedTime,
  RelativeTime,
  SafeMarkdown,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiExternalLinkLine } from '@remixicon/react';
import { datasetLine, describeDataset } from './describeDataset';
import { VersionSection } from './VersionSection';
import styles from './VersionFacts.module.css';

function toItems(record: Record<string, string>) {
  return Object.entries(record).map(([label, value]) => ({ label, value }));
}

function VersionActions(props: { version: ModelVersion }) {
  const { clientUri, uiUrl, runUrl } = props.version;
  return (
    <div className={styles.actions}>
      {clientUri && (
        <>
          <code className={styles.code}>{clientUri}</code>
          <CopyButton text={clientUri} label="Copy" />
        </>
      )}
      {uiUrl && (
        <ButtonLink
          href={uiUrl}
          target="_blank"
          rel="noopener"
          size="small"
          variant="secondary"
          iconEnd={<RiExternalLinkLine />}
        >
          Open in MLflow
        </ButtonLink>
      )}
      {runUrl && (
        <ButtonLink
          href={runUrl}
          target="_blank"
          rel="noopener"
          size="small"
          variant="tertiary"
          iconEnd={<RiExternalLinkLine />}
        >
          Open the run
        </ButtonLink>
      )}
    </div>
  );
}

/** All that is known of a version. */
export function VersionFacts(props: { version: ModelVersion }) {
  const { version } = props;
  const { signature } = version;
  return (
    <div className={styles.facts}>
      {version.deletedAt && (
        <Alert
          status="warning"
          icon
          title="The registry no longer has this version. This is what the portal kept."
        />
      )}
      {version.status === 'failed' && (
        <Alert
          status="danger"
          icon
          title="The registration failed"
          description={version.statusMessage}
        />
      )}
      <VersionActions version={version} />
      {version.description && <SafeMarkdown content={version.description} />}
      <KeyValueList
        items={[
          {
            label: 'Stage',
            value: version.stage ? (
              <StageBadge stage={version.stage} />
            ) : (
              'none'
            ),
          },
          {
            label: 'Since',
            value: version.stageSince ? (
              <ObservedTime time={version.stageSince} />
            ) : (
              'no stage'
            ),
          },
          { label: 'Aliases', value: version.aliases.join(', ') || 'none' },
          { label: 'Status', value: version.status },
          {
            label: 'Created',
            value: version.createdAt && (
              <RelativeTime time={version.createdAt} />
            ),
          },
          { label: 'Created by', value: version.createdBy },
          { label: 'Run', value: version.runId },
        ]}
      />
      <VersionSection title="Artefact">
        <KeyValueList
          items={[
            { label: 'URI', value: version.artifactUri },
            ...(version.artifactLocation
              ? [{ label: 'Files', value: version.artifactLocation }]
              : []),
            { label: 'Digest', value: version.artifactDigest },
            { label: 'Inputs', value: signature?.inputs },
            { label: 'Outputs', value: signature?.outputs },
          ]}
        />
      </VersionSection>
      <VersionSection title="Metrics" count={version.metrics.length}>
        <KeyValueList
          items={version.metrics.map(metric => ({
            label: metric.dataset
              ? `${metric.name} on ${describeDataset(metric)}`
              : `${metric.name}, ${describeDataset(metric)}`,
            value: formatNumber(metric.value),
          }))}
        />
      </VersionSection>
      <VersionSection title="Datasets" count={version.datasets.length}>
        <ul className={styles.list}>
          {version.datasets.map(dataset => (
            <li key={datasetLine(dataset)}>
              {dataset.entityRef ? (
                <EntityLink
                  entityRef={dataset.entityRef}
                  title={datasetLine(dataset)}
                />
              ) : (
                datasetLine(dataset)
              )}
            </li>
          ))}
        </ul>
      </VersionSection>
      <VersionSection
        title="Parameters"
        count={Object.keys(version.parameters).length}
      >
        <KeyValueList items={toItems(version.parameters)} />
      </VersionSection>
      <VersionSection title="Tags" count={Object.keys(version.tags).length}>
        <KeyValueList items={toItems(version.tags)} />
      </VersionSection>
    </div>
  );
}
