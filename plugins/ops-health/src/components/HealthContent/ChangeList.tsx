import { Text } from '@backstage/ui';
import type {
  HealthChange,
  ListHealthChangesResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  PageSection,
  RelativeTime,
  type ChartMark,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useEffect, useRef } from 'react';
import styles from './ChangeList.module.css';

/** What the marks in the charts mean. */
export function ChangeList(props: {
  changes: Loaded<ListHealthChangesResponse>;
  /** The mark that was pressed. */
  open: ChartMark | undefined;
}) {
  const { open } = props;
  const { value, error } = props.changes;
  const opened = useRef<HTMLLIElement>(null);
  useEffect(() => {
    opened.current?.focus();
  }, [open]);
  if (error && !value) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        What changed in this time could not be read: {error.message}
      </Text>
    );
  }
  if (!value || value.items.length === 0) {
    return null;
  }
  const isOpen = ({ at, text }: HealthChange) =>
    open?.label === text && open.time === Date.parse(at) / 1000;
  return (
    <PageSection title="What changed in this time">
      <ol className={styles.changes}>
        {value.items.map((change, index) => (
          <li
            key={`${change.at} ${change.text}`}
            className={styles.change}
            data-open={isOpen(change) ? '' : undefined}
            ref={isOpen(change) ? opened : undefined}
            tabIndex={-1}
          >
            <span className={styles.number} aria-hidden>
              {index + 1}
            </span>
            <span>{change.text}</span>
            <span className={styles.detail}>
              <RelativeTime time={change.at} />
            </span>
            {change.environment && (
              <span className={styles.detail}>{change.environment}</span>
            )}
            {change.source && (
              <span className={styles.detail}>by {change.source}</span>
            )}
          </li>
        ))}
      </ol>
    </PageSection>
  );
}
