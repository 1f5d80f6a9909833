import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  useHealth,
  useHealthSignal,
} from '@platform-ops/backstage-plugin-ops-health-react';

/** The health of the entity of this page, read again when states change. */
export function useEntityHealth() {
  const { entity } = useEntity();
  const loaded = useHealth(stringifyEntityRef(entity));
  useHealthSignal(loaded.reload);
  return loaded;
}
