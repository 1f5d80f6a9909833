import { Button } from '@backstage/ui';
import type { HealthChange } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  EntityLink,
  RelativeTime,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useState } from 'react';
import { changeKey } from '../../changes';
import { ChangeKind } from './ChangeKind';
import styles from './ChangeItems.module.css';

/** More would push down what stands below. */
const SHOWN_AT_FIRST = 10;

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
  const { changes } = props;
  const [all, setAll] = useState(false);
  const hidden = changes.length - SHOWN_AT_FIRST;
  return (
    <div id={props.id}>
      <ol className={styles.changes}>
        {(all ? changes : changes.slice(0, SHOWN_AT_FIRST)).map(change => (
          <ChangeItem key={changeKey(change)} change={change} />
        ))}
      </ol>
      {!all && hidden > 0 && (
        <Button variant="tertiary" size="small" onPress={() => setAll(true)}>
          Show {hidden} more {hidden === 1 ? 'change' : 'changes'}
        </Button>
      )}
    </div>
  );
}
