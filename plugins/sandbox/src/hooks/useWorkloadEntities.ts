import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';

/** The component that a simulated service stands for. */
export interface WorkloadEntity {
  entityRef: string;
  title: string;
}

const NONE: ReadonlyMap<string, WorkloadEntity> = new Map();

/**
 * The components of the catalog by the names of workloads. One that the catalog
 * does not have, or that the reader may not see, is left out.
 */
export function useWorkloadEntities(
  workloads: readonly string[],
): ReadonlyMap<string, WorkloadEntity> {
  const catalog = useApi(catalogApiRef);
  const { value } = useLoad(workloads.join(' '), async () => {
    const { items } =
      workloads.length > 0
        ? await catalog.getEntities({
            filter: {
              kind: 'Component',
              'metadata.namespace': DEFAULT_NAMESPACE,
              'metadata.name': [...workloads],
            },
            fields: [
              'kind',
              'metadata.namespace',
              'metadata.name',
              'metadata.title',
            ],
          })
        : { items: [] };
    return new Map(
      items.map(entity => [
        entity.metadata.name,
        {
          entityRef: stringifyEntityRef(entity),
          title: entity.metadata.title ?? entity.metadata.name,
        },
      ]),
    );
  });
  return value ?? NONE;
}
