import { Text } from '@backstage/ui';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import styles from './ScopeList.module.css';

/** What each of the frameworks that are shown covers and leaves out. */
export function ScopeList(props: {
  frameworks: readonly Pick<FrameworkSummary, 'id' | 'title' | 'scope'>[];
}) {
  if (props.frameworks.length === 0) {
    return null;
  }
  return (
    <section aria-label="Scopes">
      <Text as="h3" variant="body-small" weight="bold">
        What each framework covers, and leaves out
      </Text>
      <dl className={styles.scopes}>
        {props.frameworks.map(({ id, title, scope }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd>{scope}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
