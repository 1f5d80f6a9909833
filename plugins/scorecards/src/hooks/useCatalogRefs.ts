import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';

const SCORED_KINDS = ['System', 'Component', 'Model', 'Dataset'];

/** What entities of the catalog point to; nothing until it has answered. */
function useRelated(
  facet: string,
  start: string,
): Array<{ id: string; label: string }> {
  const catalog = useApi(catalogApiRef);
  const { value } = useLoad(facet, async () => {
    const { facets } = await catalog.getEntityFacets({
      filter: { kind: SCORED_KINDS },
      facets: [facet],
    });
    return (facets[facet] ?? [])
      .filter(({ value: ref }) => ref.startsWith(start))
      .map(({ value: ref }) => ({ id: ref, label: parseEntityRef(ref).name }))
      .sort((one, other) => one.label.localeCompare(other.label, 'en'));
  });
  return value ?? [];
}

/** Who owns something in the catalog. */
export function useOwners() {
  return useRelated('relations.ownedBy', '');
}

/** The systems that something in the catalog is part of. */
export function useSystems() {
  return useRelated('relations.partOf', 'system:');
}
