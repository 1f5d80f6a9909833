import { useRouteRef } from '@backstage/frontend-plugin-api';
import { stateWord } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  AppLink,
  EmptyState,
  EntityLink,
  LoadFailure,
  SkeletonLines,
  StateIcon,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { fleetRouteRef } from '../../routes';
import { describeCounts } from '../../stateOrder';
import cells from '../FleetPage/FleetCells.module.css';
import type { SystemHealth } from './groupBySystem';
import { useMySystems } from './useMySystems';
import styles from './HealthOfMySystems.module.css';

const SHOWN_SYSTEMS = 8;
const SHOWN_CELLS = 30;

function SystemLine(props: { health: SystemHealth }) {
  const { system, state, parts, counts } = props.health;
  const more = parts.length - SHOWN_CELLS;
  return (
    <li className={styles.system}>
      <StateIcon state={state} size={16} />
      <span className={styles.title}>
        <EntityLink entityRef={system} />
      </span>
      <span className={styles.words}>{describeCounts(counts, stateWord)}</span>
      <span className={styles.strip} aria-hidden>
        {parts.slice(0, SHOWN_CELLS).map(part => (
          <span
            key={part.entityRef}
            className={cells.cell}
            title={`${part.title}: ${part.reason}`}
            data-state={part.state}
            data-tier={3}
            data-stale={part.stale ? '' : undefined}
          />
        ))}
        {more > 0 && <span className={styles.words}>+{more}</span>}
      </span>
    </li>
  );
}

/** A heat strip for each of the viewer's systems, worst first. */
export function HealthOfMySystems() {
  const fleetPath = useRouteRef(fleetRouteRef)?.();
  const { value, error, reload } = useMySystems();
  if (error && !value) {
    return (
      <LoadFailure
        what="the health of your systems"
        error={error}
        onRetry={reload}
      />
    );
  }
  if (!value) {
    return (
      <SkeletonLines
        lines={SHOWN_SYSTEMS}
        label="Loading the health of your systems"
      />
    );
  }
  return value.length > 0 ? (
    <>
      <ul className={styles.systems}>
        {value.slice(0, SHOWN_SYSTEMS).map(health => (
          <SystemLine key={health.system} health={health} />
        ))}
      </ul>
      {fleetPath && (
        <AppLink to={fleetPath} variant="body-small" className={styles.all}>
          {value.length > SHOWN_SYSTEMS
            ? `${value.length - SHOWN_SYSTEMS} more, and the whole fleet`
            : 'The whole fleet'}
        </AppLink>
      )}
    </>
  ) : (
    <EmptyState
      title="No system of yours has health"
      description="Systems that you or your groups own, or own a part of, appear here once a source tells about them."
    />
  );
}
