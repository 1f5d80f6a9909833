import type { FilterPredicate } from '@backstage/filter-predicates';
import { RELATION_SERVES } from '@platform-ops/backstage-plugin-models-common';

/** Models, and what serves them. */
export const SERVING_ENTITIES: FilterPredicate = {
  $any: [
    { kind: 'model' },
    { kind: 'component', 'spec.type': 'inference-service' },
    {
      kind: 'component',
      relations: { $contains: { type: RELATION_SERVES } },
    },
  ],
};
