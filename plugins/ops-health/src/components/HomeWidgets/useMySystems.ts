import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  opsHealthApiRef,
  useHealthSignal,
} from '@platform-ops/backstage-plugin-ops-health-react';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';
import { groupBySystem } from './groupBySystem';

const MOST_SYSTEMS = 100;
const MOST_PARTS = 500;

/**
 * The health of the systems that the viewer or one of their groups owns, and of
 * those in which they own something.
 */
export function useMySystems() {
  const api = useApi(opsHealthApiRef);
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  const loaded = useLoad('my systems', async () => {
    const { ownershipEntityRefs: owner } =
      await identity.getBackstageIdentity();
    if (owner.length === 0) {
      return [];
    }
    const [owned, parts] = await Promise.all([
      catalog.getEntities({
        filter: { kind: 'System', [`relations.${RELATION_OWNED_BY}`]: owner },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
        limit: MOST_SYSTEMS,
      }),
      api.listHealth({ owner, limit: MOST_PARTS }),
    ]);
    const systems = new Set([
      ...owned.items.map(entity => stringifyEntityRef(entity)),
      ...parts.items.flatMap(({ system }) => system ?? []),
    ]);
    if (systems.size === 0) {
      return [];
    }
    const { items } = await api.listHealth({
      system: [...systems].slice(0, MOST_SYSTEMS),
      sort: 'state',
      limit: MOST_PARTS,
    });
    return groupBySystem(items);
  });
  useHealthSignal(loaded.reload);
  return loaded;
}
