import type { FilterPredicate } from '@backstage/filter-predicates';

/** What the built-in frameworks ask something of. */
export const SCORED_ENTITIES: FilterPredicate = {
  kind: { $in: ['model', 'component', 'system', 'dataset'] },
};

/** Those, and the clusters from which they inherit. */
export const MEETING_ENTITIES: FilterPredicate = {
  $any: [
    SCORED_ENTITIES,
    { kind: 'resource', 'spec.type': 'kubernetes-cluster' },
  ],
};
