import type { DeploymentFinding } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  EntityLink,
  StateBadge,
  type State,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './DeploymentsCard.module.css';

/** What cannot be told, and what nobody observed, never looks good. */
const LOOKS: Record<DeploymentFinding['state'], State> = {
  mismatch: 'warning',
  'cannot-tell': 'unknown',
  'not-observed': 'unknown',
  match: 'good',
};

const WORDS: Record<DeploymentFinding['state'], string> = {
  mismatch: 'mismatch',
  'cannot-tell': 'cannot tell',
  'not-observed': 'not observed',
  match: 'as declared',
};

/** How what is served compares with what is declared, worst first. */
export function FindingList(props: {
  findings: readonly DeploymentFinding[];
  /** Where it does not go without saying. */
  withModel: boolean;
}) {
  const { findings, withModel } = props;
  if (findings.length === 0) {
    return null;
  }
  return (
    <ul className={styles.list} aria-label="Declared and observed">
      {findings.map(({ state, text, modelRef, resourceId }) => (
        <li
          key={`${modelRef} ${resourceId} ${state} ${text}`}
          className={styles.finding}
        >
          <span>
            <StateBadge state={LOOKS[state]} label={WORDS[state]} />
          </span>
          <span className={styles.text}>
            {withModel && (
              <>
                <EntityLink entityRef={modelRef} />:{' '}
              </>
            )}
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
