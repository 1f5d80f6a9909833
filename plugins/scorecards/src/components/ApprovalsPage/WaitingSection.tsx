import { Box, Button, Text } from '@backstage/ui';
import { PageSection } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useState, type ReactNode } from 'react';
import styles from './WaitingSection.module.css';

/** As many as one reads at once; each asks for its verdict of today. */
const SHOWN_AT_FIRST = 10;

/** A part of what waits, the first ones at first; nothing where nothing waits. */
export function WaitingSection<T>(props: {
  title: string;
  description: string;
  items: readonly T[];
  /** There may be more than are told at once. */
  total: number;
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}) {
  const { title, description, items, total, keyOf } = props;
  const [showsAll, setShowsAll] = useState(false);
  if (items.length === 0) {
    return null;
  }
  const shown = showsAll ? items : items.slice(0, SHOWN_AT_FIRST);
  return (
    <PageSection
      title={`${title} (${total.toLocaleString('en')})`}
      description={description}
    >
      <Box as="ul" bg="neutral" className={styles.items}>
        {shown.map(item => (
          <li key={keyOf(item)} className={styles.item}>
            {props.children(item)}
          </li>
        ))}
      </Box>
      {shown.length < items.length && (
        <Button
          className={styles.more}
          variant="secondary"
          size="small"
          onPress={() => setShowsAll(true)}
        >
          Show {items.length - shown.length} more
        </Button>
      )}
      {shown.length === items.length && items.length < total && (
        <Text as="p" variant="body-small" color="secondary">
          {(total - items.length).toLocaleString('en')} more come up once these
          are done.
        </Text>
      )}
    </PageSection>
  );
}
