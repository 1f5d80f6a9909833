import { useApi } from '@backstage/frontend-plugin-api';
import type { ListHealthChangesResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import {
  resolveTimeRange,
  useLoad,
  type Loaded,
  type TimeRange,
} from '@platform-ops/backstage-plugin-platform-ops-react';

const MOST_CHANGES = 100;

/** What changed of an entity in a time range. */
export function useChanges(
  entityRef: string,
  range: TimeRange,
): Loaded<ListHealthChangesResponse> {
  const api = useApi(opsHealthApiRef);
  return useLoad(
    JSON.stringify([entityRef, range]),
    () => {
      const { from, to } = resolveTimeRange(range)!;
      return api.listChanges({
        entityRef,
        from: from.toISOString(),
        to: to.toISOString(),
        limit: MOST_CHANGES,
      });
    },
    { keepPrevious: true },
  );
}
