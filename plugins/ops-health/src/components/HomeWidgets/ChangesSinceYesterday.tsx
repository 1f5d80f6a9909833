import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  AppLink,
  EmptyState,
  LoadFailure,
  SkeletonLines,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useChangesSinceYesterday } from '../../hooks/useChangesSinceYesterday';
import { fleetRouteRef } from '../../routes';
import { ChangeItems, MissingChanges } from '../Changes';
import styles from './ChangesSinceYesterday.module.css';

const MOST_CHANGES = 30;

/** What changed of all that the viewer may see in the last day, newest first. */
export function ChangesSinceYesterday() {
  const fleetPath = useRouteRef(fleetRouteRef)?.();
  const { value, error, reload } = useChangesSinceYesterday(MOST_CHANGES);
  if (error && !value) {
    return (
      <LoadFailure
        what="what changed since yesterday"
        error={error}
        onRetry={reload}
      />
    );
  }
  if (!value) {
    return (
      <SkeletonLines lines={6} label="Loading what changed since yesterday" />
    );
  }
  return (
    <>
      {value.items.length > 0 ? (
        <ChangeItems changes={value.items} />
      ) : (
        <EmptyState
          title="No change is known"
          description="Deployments, stages and aliases of models, configuration and states that change appear here."
        />
      )}
      <MissingChanges changes={value} />
      {fleetPath && (
        <AppLink to={fleetPath} variant="body-small" className={styles.all}>
          The whole fleet
        </AppLink>
      )}
    </>
  );
}
