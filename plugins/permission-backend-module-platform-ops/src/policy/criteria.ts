import type {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';

/** Conditions under which something is allowed. */
export type Criteria = PermissionCriteria<PermissionCondition>;

/** Allowed always, never, or under conditions. */
export type Access = 'always' | 'never' | Criteria;

/** Allowed where any of them allows. */
export function anyAccess(accesses: Access[]): Access {
  if (accesses.includes('always')) {
    return 'always';
  }
  const criteria = accesses.filter(
    (access): access is Criteria => typeof access !== 'string',
  );
  const [first, ...rest] = criteria;
  if (!first) {
    return 'never';
  }
  return rest.length ? { anyOf: [first, ...rest] } : first;
}

/** Holds where all of them hold. */
export function allCriteria(first: Criteria, ...rest: Criteria[]): Criteria {
  return rest.length ? { allOf: [first, ...rest] } : first;
}
