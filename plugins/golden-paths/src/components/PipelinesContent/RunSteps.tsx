import type { RunStep } from '@platform-ops/backstage-plugin-golden-paths-common';
import { ElapsedTime } from '@platform-ops/backstage-plugin-platform-ops-react';
import { describeSpan } from './describeSpan';
import { RunStateBadge } from './RunStateBadge';
import styles from './PipelinesContent.module.css';

/** The tasks of a run, in their order. */
export function RunSteps(props: {
  steps: readonly RunStep[];
  isStale: boolean;
}) {
  const { steps, isStale } = props;
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map(({ name, state, startedAt, finishedAt, message }) => {
        const span = describeSpan(startedAt, finishedAt);
        return (
          <li key={name} className={styles.step}>
            <span className={styles.stepName}>{name}</span>
            <RunStateBadge state={state} isStale={isStale} />
            <span className={styles.quiet}>
              {span}
              {state === 'running' && startedAt && !isStale && (
                <ElapsedTime since={startedAt} prefix="for" />
              )}
            </span>
            {message && <span className={styles.message}>{message}</span>}
          </li>
        );
      })}
    </ol>
  );
}
