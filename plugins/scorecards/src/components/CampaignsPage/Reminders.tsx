import { Text } from '@backstage/ui';
import {
  EntityLink,
  Panel,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Campaign } from '@platform-ops/backstage-plugin-scorecards-common';
import { Moment } from '../Moment';
import styles from './Reminders.module.css';

/** Who was told that something is open. */
export function Reminders(props: { reminders: Campaign['reminders'] }) {
  const { reminders } = props;
  return (
    <Panel title="Reminders">
      {reminders.length === 0 ? (
        <Text as="p" variant="body-medium" color="secondary">
          Nobody was reminded yet. Owners with something open are told 14, 7 and
          1 days before it is due, on the day, and each week after.
        </Text>
      ) : (
        <ul className={styles.reminders} aria-label="The newest reminders">
          {reminders.map(({ at, ownerRef, open }) => (
            <li key={`${at} ${ownerRef}`}>
              <EntityLink entityRef={ownerRef} />
              <span>{open.toLocaleString('en')} open</span>
              <Moment time={at} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
