import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import type { Deployment } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  EntityLink,
  StaleMark,
  StateBadge,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './DeploymentsCard.module.css';

/** The version that is served, or why nobody can tell. */
export function ServedVersion(props: {
  deployment: Deployment;
  /** Where it does not go without saying. */
  withModel: boolean;
}) {
  const { match, version, reason, matchedAt, matchStale, serving } =
    props.deployment;
  if (match !== 'match' || !version) {
    return (
      <>
        <StateBadge
          state={match === 'mismatch' ? 'warning' : 'unknown'}
          label={match === 'mismatch' ? 'mismatch' : 'cannot tell'}
        />
        <span className={styles.text}>
          {reason}
          {serving.artifactUri && <code>{serving.artifactUri}</code>}
        </span>
      </>
    );
  }
  const { modelRef, modelTitle, stage, matchedBy, deletedAt } = version;
  const name = formatVersion(version.version);
  return (
    <>
      <EntityLink
        entityRef={modelRef}
        title={props.withModel ? `${modelTitle} ${name}` : name}
        tab={`versions?version=${encodeURIComponent(version.version)}`}
      />
      <span className={styles.secondary}>
        {stage ?? 'no stage'}, matched by{' '}
        {matchedBy === 'digest' ? 'digest' : 'address'}
        {deletedAt && ', no longer in the registry'}
      </span>
      {matchStale && matchedAt && (
        <span title={reason}>
          <StaleMark since={matchedAt} source="the registry" />
        </span>
      )}
    </>
  );
}
