import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';

const OWNER_FACET = 'relations.ownedBy';

/** Who owns something in the catalog; nobody until it has answered. */
export function useOwners(): Array<{ id: string; label: string }> {
  const catalog = useApi(catalogApiRef);
  const { value } = useLoad('owners', async () => {
    const { facets } = await catalog.getEntityFacets({
      filter: { kind: ['System', 'Component', 'Model', 'Dataset'] },
      facets: [OWNER_FACET],
    });
    return (facets[OWNER_FACET] ?? [])
      .map(({ value: ref }) => ({ id: ref, label: parseEntityRef(ref).name }))
      .sort((one, other) => one.label.localeCompare(other.label, 'en'));
  });
  return value ?? [];
}
