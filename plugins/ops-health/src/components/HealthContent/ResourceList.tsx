import type {
  HealthResource,
  Serving,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  ElapsedTime,
  ExternalLink,
  StaleMark,
  StateBadge,
  formatRatio,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { READINESS_LOOKS, READINESS_WORDS } from '../../readiness';
import styles from './Evidence.module.css';

/** What is served, as far as the resource tells. */
function describeServing(serving: Serving): string {
  const what =
    serving.modelName ?? serving.artifactUri ?? serving.digest ?? 'a model';
  return [
    `serves ${what}`,
    serving.revision && `as ${serving.revision}`,
    serving.traffic !== undefined &&
      `with ${formatRatio(serving.traffic)} of the traffic`,
    serving.lastFailure && `last failure: ${serving.lastFailure.message}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** How many replicas are ready, unless the resource says so itself. */
function Replicas(props: { resource: HealthResource }) {
  const { replicas, text } = props.resource;
  // Where none is wanted, that none is ready says nothing.
  if (!replicas || replicas.wanted === 0) {
    return null;
  }
  const count = `${replicas.ready} of ${replicas.wanted}`;
  return text.includes(`${count} replica`) ? null : (
    <span>{count} replicas ready</span>
  );
}

/** What runs and says how it is. */
export function ResourceList(props: { resources: readonly HealthResource[] }) {
  return (
    <ul className={styles.list}>
      {props.resources.map(resource => (
        <li
          key={`${resource.source} ${resource.environment} ${resource.kind} ${resource.name}`}
          className={styles.item}
        >
          <span className={styles.name}>
            {resource.kind} {resource.name}
          </span>
          <StateBadge
            state={READINESS_LOOKS[resource.readiness]}
            label={READINESS_WORDS[resource.readiness]}
            stale={resource.stale}
          />
          <span className={styles.detail}>
            <span>{resource.text}</span>
            {resource.since && (
              <ElapsedTime since={resource.since} prefix="for" />
            )}
            <Replicas resource={resource} />
            <span>{resource.environment}</span>
            {resource.serves.map(serving => (
              <span key={`${serving.revision} ${serving.artifactUri}`}>
                {describeServing(serving)}
              </span>
            ))}
            {resource.stale ? (
              <StaleMark since={resource.seenAt} source={resource.source} />
            ) : (
              <span>from {resource.source}</span>
            )}
            {resource.url && (
              <ExternalLink href={resource.url}>Open</ExternalLink>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
