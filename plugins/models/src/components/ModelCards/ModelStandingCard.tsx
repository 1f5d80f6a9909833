import { Alert, Text } from '@backstage/ui';
import type {
  Model,
  StageSource,
  StagedVersion,
} from '@platform-ops/backstage-plugin-models-common';
import {
  ModelLink,
  StageBadge,
} from '@platform-ops/backstage-plugin-models-react';
import {
  CopyButton,
  EntityLink,
  ObservedTime,
  StaleMark,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import { ModelPanel } from '../ModelBoundary';
import styles from './ModelCards.module.css';

const SOURCES: Record<StageSource, string> = {
  ledger: 'by the promotion ledger',
  tag: 'by a tag',
  alias: 'by an alias',
  'legacy-stage': 'by an MLflow stage',
};

function StagedVersionLine(props: { held: StagedVersion }) {
  const { held } = props;
  return (
    <li className={styles.line}>
      <StageBadge stage={held.stage} version={formatVersion(held.version)} />
      <Text as="span" variant="body-small" color="secondary">
        {held.since && <ObservedTime time={held.since} />},{' '}
        {SOURCES[held.source]}
      </Text>
    </li>
  );
}

function ClaimProblem(props: { model: Model }) {
  const { claim } = props.model;
  if (claim.state !== 'rejected') {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title="An entity claims this model and may not"
      description={
        <>
          {claim.claimedBy && <EntityLink entityRef={claim.claimedBy} />}{' '}
          {claim.reason}
        </>
      }
    />
  );
}

/** Which version is where, and how client code names it. */
export function ModelStandingCard() {
  return (
    <ModelPanel title="Where it stands" what="the stages of this model">
      {model => (
        <div className={styles.body}>
          <ClaimProblem model={model} />
          {model.stale && (
            <StaleMark since={model.lastSyncedAt} source={model.registryId} />
          )}
          {model.stagedVersions.length === 0 ? (
            <Text as="p" variant="body-small" color="secondary">
              No version holds a stage. Set an alias such as champion in the
              registry.
            </Text>
          ) : (
            <ul className={styles.lines}>
              {model.stagedVersions.map(held => (
                <StagedVersionLine key={held.id} held={held} />
              ))}
            </ul>
          )}
          {model.aliases.map(({ alias, version }) => {
            const uri = `models:/${model.nativeName}@${alias}`;
            return (
              <div key={alias} className={styles.alias}>
                <code className={styles.code}>{uri}</code>
                <Text as="span" variant="body-small" color="secondary">
                  {formatVersion(version)}
                </Text>
                <CopyButton text={uri} label="Copy" />
              </div>
            );
          })}
          <ModelLink
            entityRef={model.entityRef}
            title={
              model.versionCount === 1
                ? 'The only version'
                : `All ${model.versionCount} versions`
            }
            tab="versions"
          />
        </div>
      )}
    </ModelPanel>
  );
}
