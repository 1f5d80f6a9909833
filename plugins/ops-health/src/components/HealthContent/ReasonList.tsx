import {
  stateWord,
  type HealthReason,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  ElapsedTime,
  EntityLink,
  ExternalLink,
  StateBadge,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './ReasonList.module.css';

/** Why the entity is in its state, worst first. */
export function ReasonList(props: {
  reasons: readonly HealthReason[];
  /** Goes without saying. */
  headlineEnvironment: string | undefined;
}) {
  const { reasons, headlineEnvironment } = props;
  if (reasons.length === 0) {
    return null;
  }
  return (
    <ul className={styles.reasons} aria-label="Reasons">
      {reasons.map(reason => (
        <li
          key={`${reason.kind} ${reason.environment} ${reason.text}`}
          className={styles.reason}
        >
          <span>
            <StateBadge
              state={reason.state}
              label={stateWord(reason.state)}
              stale={reason.stale}
            />
          </span>
          <span className={styles.text}>{reason.text}</span>
          <span className={styles.detail}>
            {reason.since && <ElapsedTime since={reason.since} prefix="for" />}
            {reason.environment !== headlineEnvironment && (
              <span>{reason.environment}</span>
            )}
            {reason.entityRef && (
              <span>
                from <EntityLink entityRef={reason.entityRef} tab="health" />
              </span>
            )}
            {reason.url ? (
              <ExternalLink href={reason.url}>Open in the source</ExternalLink>
            ) : (
              <span>{reason.source}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
