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

/** So long do its failures count in what the portal measures. */
const FADES_MS = 10 * 60_000;

/** When it ended: the last step of what was stopped may lie seconds ahead. */
function endOf({ endsAt }: InjectedFault, now: number): Date {
  return new Date(Math.min(Date.parse(endsAt), now));
}

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
        const now = Date.now();
        const end = endOf(fault, now);
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
              {active ? (
                <RelativeTime time={fault.endsAt} prefix="ends" />
              ) : (
                <RelativeTime time={end} prefix="ended" />
              )}
              {!active &&
                now - end.getTime() < FADES_MS &&
                ', its effect fades over the next minutes'}
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
