import { Button, Skeleton, Text } from '@backstage/ui';
import { describeError } from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { useId, useState } from 'react';
import {
  MOST_RECENT_CHANGES,
  useRecentChanges,
} from '../../hooks/useRecentChanges';
import { ChangeItems, MissingChanges } from '../Changes';
import { describeChanges } from './describeChanges';
import styles from './RecentChanges.module.css';

/** What may be why something burns: one line, and the list behind it. */
export function RecentChanges() {
  const { value, error } = useRecentChanges();
  const [open, setOpen] = useState(false);
  const listId = useId();
  if (error && !value) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        What changed in the last 30 minutes could not be read:{' '}
        {describeError(error).message}
      </Text>
    );
  }
  if (!value) {
    return <Skeleton width="24rem" height={20} />;
  }
  const { items } = value;
  if (items.length === 0) {
    return (
      <>
        <Text as="p" variant="body-small" color="secondary">
          {value.incomplete.length > 0
            ? 'No change in the last 30 minutes is known.'
            : 'Nothing changed in the last 30 minutes.'}
        </Text>
        <MissingChanges changes={value} />
      </>
    );
  }
  const { total, kinds } = describeChanges(items, MOST_RECENT_CHANGES);
  return (
    <section aria-label="What changed in the last 30 minutes">
      <div className={styles.line}>
        <span>
          {total} in the last 30 minutes: <strong>{kinds}</strong>
        </span>
        {!open && (
          <span className={styles.newest}>
            {items[0].title}: {items[0].text}
          </span>
        )}
        <Button
          variant="tertiary"
          size="small"
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          iconEnd={open ? <RiArrowUpSLine /> : <RiArrowDownSLine />}
          onPress={() => setOpen(!open)}
        >
          {open ? 'Hide' : 'Show what changed'}
        </Button>
      </div>
      {open && <ChangeItems id={listId} changes={items} />}
      <MissingChanges changes={value} />
    </section>
  );
}
