import { useApi } from '@backstage/frontend-plugin-api';
import type { EntityHealth } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  useSharedLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { opsHealthApiRef } from '../api';

/**
 * The health of an entity in full. Its value is undefined where the entity has
 * none.
 *
 * @public
 */
export function useHealth(entityRef: string): Loaded<EntityHealth | undefined> {
  const api = useApi(opsHealthApiRef);
  return useSharedLoad(api, `health ${entityRef}`, () =>
    api.getHealth(entityRef),
  );
}
