import {
  EntityLink,
  RelativeTime,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  FaultKindStatus,
  InjectedFault,
} from '@platform-ops/backstage-plugin-sandbox-common';
import type { WorkloadEntity } from '../../hooks/useWorkloadEntities';
import { StopButton } from './StopButton';
import styles from './FaultCard.module.css';

/** Of what has ended the last is enough to remember. */
const ENDED_SHOWN = 1;

function shownOf(injected: readonly InjectedFault[]): InjectedFault[] {
  const active = injected.filter(({ state }) => state === 'active');
  const ended = injected.filter(({ state }) => state === 'ended');
  return [...active, ...ended.slice(0, ENDED_SHOWN)];
}

/** Where a fault is active, for how long, and where it was last. */
export function InjectedFaults(props: {
  kind: FaultKindStatus;
  entities: ReadonlyMap<string, WorkloadEntity>;
  mayStop: boolean;
  onChanged: () => void;
}) {
  const { kind, entities, mayStop, onChanged } = props;
  const shown = shownOf(kind.injected);
  if (shown.length === 0) {
    return null;
  }
  return (
    <ul className={styles.list} aria-label={`${kind.title}, injected`}>
      {shown.map(fault => {
        const entity = entities.get(fault.workload);
        const active = fault.state === 'active';
        return (
          <li
            key={`${fault.workload} ${fault.startedAt}`}
            className={styles.fault}
            data-state={fault.state}
          >
            {entity ? (
              <EntityLink {...entity} />
            ) : (
              <span>{fault.workload}</span>
            )}
            <span className={styles.time}>
              <RelativeTime
                time={fault.endsAt}
                prefix={active ? 'ends' : 'ended'}
              />
            </span>
            {active && mayStop && (
              <span className={styles.stop}>
                <StopButton
                  fault={fault}
                  label={`Stop ${kind.title.toLocaleLowerCase('en')} in ${
                    entity?.title ?? fault.workload
                  }`}
                  onStopped={onChanged}
                />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
