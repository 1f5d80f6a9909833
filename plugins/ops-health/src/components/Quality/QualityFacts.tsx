import { parseEntityRef } from '@backstage/catalog-model';
import {
  PRODUCTION,
  type QualitySeries,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  CopyButton,
  EntityLink,
  ExternalLink,
  KeyValueList,
  RelativeTime,
  formatDuration,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { formatInterval } from '../../quality/formatInterval';
import styles from './Quality.module.css';

const SHORT_DIGEST = 'sha256:'.length + 8;

/** What the newest number rests on. */
export function QualityFacts(props: {
  series: QualitySeries;
  environment: string;
  entityRef: string;
}) {
  const { series, environment, entityRef } = props;
  const { comparability, history, lastMeasured } = series;
  const measurement = lastMeasured ?? history[history.length - 1];
  if (!measurement) {
    return null;
  }
  const { modelVersion, evaluationSetDigest, runUrl } = measurement;
  const isModel = parseEntityRef(entityRef).kind === 'model';
  return (
    <>
      <KeyValueList
        items={[
          ...(modelVersion
            ? [
                {
                  label: 'Version',
                  value: isModel ? (
                    <EntityLink
                      entityRef={entityRef}
                      title={modelVersion}
                      tab="versions"
                    />
                  ) : (
                    modelVersion
                  ),
                },
              ]
            : []),
          {
            label: 'Labelled examples (n)',
            value: measurement.n.toLocaleString('en'),
          },
          { label: 'Data', value: formatInterval(measurement) },
          {
            label: 'Reported',
            value: (
              <>
                <RelativeTime time={measurement.reportedAt} /> by{' '}
                {measurement.reportedBy}
              </>
            ),
          },
          {
            label: 'Labels usually take',
            value:
              measurement.labelDelaySeconds > 0
                ? formatDuration(measurement.labelDelaySeconds)
                : 'no time',
          },
          {
            label: 'Evaluation set',
            value: (
              <span className={styles.digest}>
                <code title={evaluationSetDigest}>
                  {evaluationSetDigest.slice(0, SHORT_DIGEST)}…
                </code>
                <CopyButton
                  text={evaluationSetDigest}
                  label="Copy the digest"
                />
              </span>
            ),
          },
          ...(environment === PRODUCTION
            ? []
            : [{ label: 'Environment', value: environment }]),
          ...(runUrl
            ? [
                {
                  label: 'Evaluation',
                  value: (
                    <ExternalLink href={runUrl}>Open the run</ExternalLink>
                  ),
                },
              ]
            : []),
        ]}
      />
      {comparability && <p className={styles.detail}>{comparability}.</p>}
    </>
  );
}
