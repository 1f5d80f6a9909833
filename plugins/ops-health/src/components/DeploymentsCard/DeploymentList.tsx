import type { Deployment } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  EntityLink,
  ExternalLink,
  formatRatio,
  ObservedTime,
  StaleMark,
  StateBadge,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { READINESS_LOOKS, READINESS_WORDS } from '../../readiness';
import { ServedVersion } from './ServedVersion';
import styles from './DeploymentsCard.module.css';

function keyOf({ resource, serving }: Deployment): string {
  return JSON.stringify([
    resource.source,
    resource.id,
    serving.revision,
    serving.artifactUri,
    serving.modelName,
  ]);
}

function DeploymentItem(props: { deployment: Deployment; isModel: boolean }) {
  const { deployment, isModel } = props;
  const { resource, serving, stale } = deployment;
  const { cluster, namespace } = resource.labels;
  return (
    <li className={styles.item}>
      <span className={styles.version}>
        <ServedVersion deployment={deployment} withModel={!isModel} />
      </span>
      <StateBadge
        state={READINESS_LOOKS[resource.readiness]}
        label={READINESS_WORDS[resource.readiness]}
        reason={resource.text}
        stale={stale}
      />
      <span className={styles.detail}>
        <span>
          {resource.kind} {resource.name}
          {cluster && `, cluster ${cluster}`}
          {namespace && `, namespace ${namespace}`}
        </span>
        <span>{deployment.environment}</span>
        {serving.traffic !== undefined && (
          <span>{formatRatio(serving.traffic)} of the traffic</span>
        )}
        <ObservedTime time={deployment.since} />
        {isModel &&
          deployment.components.map(entityRef => (
            <span key={entityRef}>
              by <EntityLink entityRef={entityRef} />
            </span>
          ))}
        {serving.lastFailure && (
          <span>last failure: {serving.lastFailure.message}</span>
        )}
        {stale && (
          <StaleMark since={deployment.seenAt} source={resource.source} />
        )}
        {resource.url && <ExternalLink href={resource.url}>Open</ExternalLink>}
      </span>
    </li>
  );
}

/** What serves, and which version, production first. */
export function DeploymentList(props: {
  deployments: readonly Deployment[];
  isModel: boolean;
}) {
  return (
    <ul className={styles.list} aria-label="Deployments">
      {props.deployments.map(deployment => (
        <DeploymentItem
          key={keyOf(deployment)}
          deployment={deployment}
          isModel={props.isModel}
        />
      ))}
    </ul>
  );
}
