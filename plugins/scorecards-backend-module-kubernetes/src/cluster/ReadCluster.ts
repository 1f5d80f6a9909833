import { ClusterAccess } from '../access/ClusterAccess';
import type { NetworkPolicy } from '../objects/NetworkPolicy';
import { newestOf, type PolicyResult } from '../objects/PolicyResult';
import type { ClusterReading } from './ClusterReading';
import type { ItemOf, ListName } from './lists';
import { WorkloadIndex } from './WorkloadIndex';

/**
 * A cluster that was read, and what follows from it for many entities alike.
 */
export class ReadCluster {
  readonly name: string;
  readonly version: string | undefined;
  readonly index: WorkloadIndex | undefined;
  readonly #reading: ClusterReading;
  #access: ClusterAccess | undefined;
  #policies: Map<string, NetworkPolicy[]> | undefined;
  #results: PolicyResult[] | undefined;
  #resultsBySubject: Map<string, PolicyResult[]> | undefined;

  constructor(reading: ClusterReading) {
    this.name = reading.cluster;
    this.version = reading.version;
    this.index = WorkloadIndex.of(reading);
    this.#reading = reading;
  }

  /** Whether all of these could be read. */
  has(lists: readonly ListName[]): boolean {
    return lists.every(list => this.#reading.lists[list] !== undefined);
  }

  /** Whether anything could be read. */
  get answered(): boolean {
    return (
      this.version !== undefined ||
      Object.values(this.#reading.lists).some(list => list !== undefined)
    );
  }

  list<N extends ListName>(name: N): Array<ItemOf<N>> {
    return (this.#reading.lists[name]?.items ?? []) as Array<ItemOf<N>>;
  }

  /** What was asked for these lists; nothing for kinds that it does not serve. */
  pathsOf(lists: readonly ListName[]): string[] {
    return lists.flatMap(list => this.#reading.lists[list]?.path ?? []);
  }

  get access(): ClusterAccess {
    this.#access ??= new ClusterAccess({
      roles: this.list('roles'),
      clusterRoles: this.list('clusterRoles'),
      roleBindings: this.list('roleBindings'),
      clusterRoleBindings: this.list('clusterRoleBindings'),
    });
    return this.#access;
  }

  policiesIn(namespace: string): NetworkPolicy[] {
    this.#policies ??= groupBy(
      this.list('networkPolicies'),
      policy => policy.namespace,
    );
    return this.#policies.get(namespace) ?? [];
  }

  /** What policy engines found, in all reports. */
  get policyResults(): PolicyResult[] {
    this.#results ??= newestOf([
      ...this.list('policyReports'),
      ...this.list('openReports'),
      ...this.list('clusterPolicyReports'),
      ...this.list('openClusterReports'),
    ]);
    return this.#results;
  }

  policyResultsOf(subject: string): PolicyResult[] {
    this.#resultsBySubject ??= groupBy(
      this.policyResults,
      result => result.subject ?? '',
    );
    return this.#resultsBySubject.get(subject) ?? [];
  }
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) {
      known.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
