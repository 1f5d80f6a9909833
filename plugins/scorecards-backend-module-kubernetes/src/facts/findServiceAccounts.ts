import type { ReadCluster } from '../cluster/ReadCluster';
import type { Instance } from '../cluster/WorkloadIndex';
import type { Site } from '../entities/locate';
import { accountKey, type ServiceAccount } from '../objects/ServiceAccount';
import { listed, type Finding } from './tell';

export function findServiceAccounts(sites: Site[]): Finding {
  const found = sites.map(findInSite);
  const all = (field: keyof ReturnType<typeof findInSite>) =>
    listed(found.flatMap(each => each[field]));
  return {
    value: {
      accounts: all('accounts'),
      defaults: all('defaults'),
      shared: all('shared'),
      tokenMounted: all('tokenMounted'),
      missing: all('missing'),
    },
    population: sites.reduce((sum, { instances }) => sum + instances.length, 0),
  };
}

function findInSite(site: Site) {
  const { cluster, instances } = site;
  const known = new Map(
    cluster.list('serviceAccounts').map(account => [account.key, account]),
  );
  const others = accountsOfOthers(site);
  const named = (those: Instance[], text: (instance: Instance) => string) =>
    those.map(instance => `${cluster.name}: ${text(instance)}`);
  return {
    accounts: named(instances, keyOfAccount),
    defaults: named(
      instances.filter(({ template }) => template.serviceAccount === 'default'),
      ({ key }) => key,
    ),
    shared: named(
      instances.filter(instance => others.has(keyOfAccount(instance))),
      keyOfAccount,
    ),
    tokenMounted: named(
      instances.filter(instance =>
        mountsToken(instance, known.get(keyOfAccount(instance))),
      ),
      ({ key }) => key,
    ),
    missing: named(
      instances.filter(instance => !known.has(keyOfAccount(instance))),
      keyOfAccount,
    ),
  };
}

/** Accounts that something else acts as, too. */
function accountsOfOthers({ cluster, workloads, pods }: Site): Set<string> {
  const own = new Set<unknown>([...workloads, ...pods]);
  return new Set(
    everythingIn(cluster)
      .filter(each => !own.has(each))
      .map(keyOfAccount),
  );
}

function everythingIn({ index }: ReadCluster) {
  return [...(index?.workloads ?? []), ...(index?.pods ?? [])];
}

function keyOfAccount({
  namespace,
  template,
}: Pick<Instance, 'namespace' | 'template'>): string {
  return accountKey(namespace, template.serviceAccount);
}

function mountsToken(
  { template }: Instance,
  account: ServiceAccount | undefined,
): boolean {
  return template.automount ?? account?.automount ?? true;
}
