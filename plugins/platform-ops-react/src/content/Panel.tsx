import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

/** @public */
export interface PanelProps {
  title: string;
  /** A button or a link at the end of the title's line. */
  action?: ReactNode;
  /** The level of the title in the page's outline, 2 by default. */
  headingLevel?: 2 | 3 | 4;
  children: ReactNode;
}

/**
 * The card frame of all pages: a title, perhaps an action, and what it is about.
 *
 * @public
 */
export function Panel(props: PanelProps) {
  const { title, action, headingLevel = 2, children } = props;
  const titleId = useId();
  return (
    <Card className={styles.panel} role="region" aria-labelledby={titleId}>
      <CardHeader className={styles.header}>
        <Text
          as={`h${headingLevel}`}
          id={titleId}
          variant="body-large"
          weight="bold"
        >
          {title}
        </Text>
        {action}
      </CardHeader>
      <CardBody className={styles.body}>{children}</CardBody>
    </Card>
  );
}
