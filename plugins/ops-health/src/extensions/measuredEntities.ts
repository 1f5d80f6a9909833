import type { FilterPredicate } from '@backstage/filter-predicates';

/** What runs, and so may be healthy or not; a library does not. */
export const MEASURED_ENTITIES: FilterPredicate = {
  $all: [
    { kind: { $in: ['component', 'model', 'api', 'resource'] } },
    { $not: { 'spec.type': { $in: ['library', 'documentation'] } } },
  ],
};
