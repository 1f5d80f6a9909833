import type { FilterPredicate } from '@backstage/filter-predicates';

/** What the built-in frameworks ask something of. */
export const SCORED_ENTITIES: FilterPredicate = {
  kind: { $in: ['model', 'component', 'system', 'dataset'] },
};
