import {
  stateWord,
  type HealthState,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  ElapsedTime,
  EntityLink,
  StateBadge,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './HealthList.module.css';

export interface HealthListItem {
  entityRef: string;
  title: string;
  state: HealthState;
  /** In a sentence. */
  reason: string;
  since?: string;
  stale?: boolean;
}

/** A few entities, each with its state and the reason. */
export function HealthList(props: {
  items: readonly HealthListItem[];
  label?: string;
}) {
  return (
    <ul className={styles.list} aria-label={props.label}>
      {props.items.map(item => (
        <li key={item.entityRef} className={styles.item}>
          <span className={styles.title}>
            <EntityLink entityRef={item.entityRef} title={item.title} />
          </span>
          <StateBadge
            state={item.state}
            label={stateWord(item.state)}
            stale={item.stale}
          />
          <span className={styles.reason}>
            {item.reason}
            {item.since && (
              <span className={styles.since}>
                , <ElapsedTime since={item.since} prefix="for" />
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
