import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './VersionFacts.module.css';

/** A heading and what stands under it, or that there is nothing. */
export function VersionSection(props: {
  title: string;
  /** How many there are; nothing is shown of none. */
  count?: number;
  children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      <Text as="h3" variant="body-medium" weight="bold">
        {props.title}
      </Text>
      {props.count === 0 ? (
        <Text as="p" variant="body-small" color="secondary">
          none recorded
        </Text>
      ) : (
        props.children
      )}
    </section>
  );
}
