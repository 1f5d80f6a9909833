import type { HealthChange } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  EntityLink,
  RelativeTime,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { changeKey } from '../../changes';
import { ChangeKind } from './ChangeKind';
import styles from './ChangeItems.module.css';

function ChangeItem(props: { change: HealthChange }) {
  const { change } = props;
  return (
    <li className={styles.change}>
      <span className={styles.detail}>
        <RelativeTime time={change.at} />
      </span>
      <ChangeKind kind={change.kind} />
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

/** Changes of several entities, newest first. */
export function ChangeItems(props: {
  id?: string;
  changes: readonly HealthChange[];
}) {
  return (
    <ol id={props.id} className={styles.changes}>
      {props.changes.map(change => (
        <ChangeItem key={changeKey(change)} change={change} />
      ))}
    </ol>
  );
}
