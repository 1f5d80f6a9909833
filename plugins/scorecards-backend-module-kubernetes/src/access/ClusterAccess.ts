import { powerOf, type Power } from './powerOf';
import type { RoleBinding, Role, Subject } from './rbac';
import { RoleBook } from './RoleBook';

/**
 * What a binding gives to somebody.
 */
export interface Grant {
  subject: Subject;
  power: Power;
  /** E.g. `RoleBinding shop/team to ClusterRole edit`. */
  by: string;
}

/**
 * Who may do what in a cluster, by its role bindings.
 */
export class ClusterAccess {
  /** Those that hold in every namespace. */
  readonly everywhere: readonly Grant[];
  readonly bindings: number;
  readonly #inNamespace = new Map<string, Grant[]>();

  constructor(options: {
    roles: Role[];
    clusterRoles: Role[];
    roleBindings: RoleBinding[];
    clusterRoleBindings: RoleBinding[];
  }) {
    const book = new RoleBook(options.roles, options.clusterRoles);
    this.everywhere = options.clusterRoleBindings.flatMap(binding =>
      grantsOf(binding, book),
    );
    this.bindings =
      options.roleBindings.length + options.clusterRoleBindings.length;
    for (const binding of options.roleBindings) {
      const namespace = binding.namespace ?? '';
      const known = this.#inNamespace.get(namespace) ?? [];
      known.push(...grantsOf(binding, book));
      this.#inNamespace.set(namespace, known);
    }
  }

  /** Those that hold in a namespace. */
  in(namespace: string): Grant[] {
    return [...(this.#inNamespace.get(namespace) ?? []), ...this.everywhere];
  }
}

function grantsOf(binding: RoleBinding, book: RoleBook): Grant[] {
  const power = powerOf(book.rulesOf(binding));
  const { name, namespace, role, subjects } = binding;
  const by = `${
    namespace
      ? `RoleBinding ${namespace}/${name}`
      : `ClusterRoleBinding ${name}`
  } to ${role.kind} ${role.name}`;
  return subjects.map(subject => ({ subject, power, by }));
}
