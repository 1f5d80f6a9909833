import { Button, Skeleton, Text } from '@backstage/ui';
import type { HealthChange } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  EntityLink,
  RelativeTime,
  describeError,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { useRecentChanges } from '../../hooks/useRecentChanges';
import { describeChanges } from './describeChanges';
import styles from './RecentChanges.module.css';

function ChangeItem(props: { change: HealthChange }) {
  const { change } = props;
  return (
    <li className={styles.change}>
      <span className={styles.time}>
        <RelativeTime time={change.at} />
      </span>
      <span>
        <EntityLink
          entityRef={change.entityRef}
          title={change.title}
          tab="health"
        />{' '}
        {change.text}
      </span>
      {change.environment && (
        <span className={styles.detail}>{change.environment}</span>
      )}
    </li>
  );
}

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
  const words = describeChanges(items);
  if (!words) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        Nothing changed in the last 30 minutes.
      </Text>
    );
  }
  return (
    <section aria-label="What changed in the last 30 minutes">
      <div className={styles.line}>
        <span>
          In the last 30 minutes: <strong>{words}</strong>
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
      {open && (
        <ol id={listId} className={styles.changes}>
          {items.map(change => (
            <ChangeItem
              key={`${change.at} ${change.entityRef} ${change.text}`}
              change={change}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
