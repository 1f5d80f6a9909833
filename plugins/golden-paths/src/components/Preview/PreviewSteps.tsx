import { Text } from '@backstage/ui';
import type { PreviewStep } from '@platform-ops/backstage-plugin-golden-paths-common';
import { StateBadge } from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './Preview.module.css';

/** Which steps would run, in their order. */
export function PreviewSteps(props: { steps: readonly PreviewStep[] }) {
  return (
    <ol className={styles.steps} aria-label="Steps">
      {props.steps.map(({ id, name, action, status }) => (
        <li key={id} className={styles.step} data-status={status}>
          <span>{name}</span>
          <Text as="span" variant="body-small" color="secondary">
            <code>{action}</code>
          </Text>
          {status === 'run' ? (
            <StateBadge state="good" label="will run" />
          ) : (
            <StateBadge
              state="idle"
              label="skipped"
              reason="Its condition does not hold with what the form says"
            />
          )}
        </li>
      ))}
    </ol>
  );
}
