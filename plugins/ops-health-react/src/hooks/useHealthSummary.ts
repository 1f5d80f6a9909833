import { useApi } from '@backstage/frontend-plugin-api';
import type { HealthSummary } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  RefBatcher,
  useLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { opsHealthApiRef, type OpsHealthApi } from '../api';

const batchers = new WeakMap<OpsHealthApi, RefBatcher<HealthSummary>>();

function batcherOf(api: OpsHealthApi): RefBatcher<HealthSummary> {
  const known = batchers.get(api);
  if (known) {
    return known;
  }
  const created = new RefBatcher<HealthSummary>(refs =>
    api.getHealthByRefs(refs),
  );
  batchers.set(api, created);
  return created;
}

/**
 * The health of an entity in one line. Any number of components may use this
 * side by side: their refs are asked for in one request.
 *
 * @public
 */
export function useHealthSummary(
  entityRef: string,
): Loaded<HealthSummary | undefined> {
  const api = useApi(opsHealthApiRef);
  return useLoad(entityRef, () => batcherOf(api).load(entityRef));
}
