import { useApi } from '@backstage/frontend-plugin-api';
import type { EntityHealth } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  useLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { opsHealthApiRef, type OpsHealthApi } from '../api';

const requestsInFlight = new WeakMap<
  OpsHealthApi,
  Map<string, Promise<EntityHealth | undefined>>
>();

/** The parts of a page ask for the same entity at the same moment. */
function loadShared(
  api: OpsHealthApi,
  entityRef: string,
): Promise<EntityHealth | undefined> {
  const requests = requestsInFlight.get(api) ?? new Map();
  requestsInFlight.set(api, requests);
  const running = requests.get(entityRef);
  if (running) {
    return running;
  }
  const request = api
    .getHealth(entityRef)
    .finally(() => requests.delete(entityRef));
  requests.set(entityRef, request);
  return request;
}

/**
 * The health of an entity in full. Its value is undefined where the entity has
 * none.
 *
 * @public
 */
export function useHealth(entityRef: string): Loaded<EntityHealth | undefined> {
  const api = useApi(opsHealthApiRef);
  return useLoad(entityRef, () => loadShared(api, entityRef));
}
