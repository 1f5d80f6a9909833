import { Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './DetailSection.module.css';

/** A part of what there is to know of a control. */
export function DetailSection(props: { title: string; children: ReactNode }) {
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <Text as="h3" id={titleId} variant="body-medium" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </section>
  );
}
