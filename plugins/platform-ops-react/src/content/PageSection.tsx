import { Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './PageSection.module.css';

/** @public */
export interface PageSectionProps {
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  /** A button or a link at the end of the title's line. */
  action?: ReactNode;
  children: ReactNode;
}

/**
 * A part of a page with its own heading, without a frame.
 *
 * @public
 */
export function PageSection(props: PageSectionProps) {
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <div className={styles.header}>
        <Text
          as="h2"
          id={titleId}
          className={styles.title}
          variant="title-x-small"
        >
          {props.title}
        </Text>
        {props.action}
      </div>
      {props.description && (
        <Text as="div" variant="body-medium" color="secondary">
          {props.description}
        </Text>
      )}
      {props.children}
    </section>
  );
}
