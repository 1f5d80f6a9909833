import { matches } from '../objects/LabelSelector';
import type { PolicyRule, Role, RoleBinding } from './rbac';

/**
 * The roles of a cluster, and what each allows.
 */
export class RoleBook {
  readonly #roles: Map<string, Role>;
  readonly #clusterRoles: Map<string, Role>;

  constructor(roles: Role[], clusterRoles: Role[]) {
    this.#roles = new Map(
      roles.map(role => [`${role.namespace}/${role.name}`, role]),
    );
    this.#clusterRoles = new Map(clusterRoles.map(role => [role.name, role]));
  }

  /** A binding to a role that is not there allows nothing. */
  rulesOf({ role, namespace }: RoleBinding): PolicyRule[] {
    if (role.kind === 'Role') {
      return this.#roles.get(`${namespace}/${role.name}`)?.rules ?? [];
    }
    const found = this.#clusterRoles.get(role.name);
    return found ? this.#aggregate(found) : [];
  }

  /**
   * A controller writes the rules into the role that aggregates; where it is
   * behind they count all the same.
   */
  #aggregate({ rules, aggregates }: Role): PolicyRule[] {
    return aggregates.length === 0
      ? rules
      : [
          ...rules,
          ...[...this.#clusterRoles.values()]
            .filter(({ labels }) =>
              aggregates.some(selector => matches(selector, labels)),
            )
            .flatMap(selected => selected.rules),
        ];
  }
}
