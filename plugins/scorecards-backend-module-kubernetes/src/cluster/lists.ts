import type { ResourceKind } from '@platform-ops/backstage-plugin-platform-ops-node';
import { toRole, toRoleBinding } from '../access/rbac';
import { toKubernetesObject } from '../objects/KubernetesObject';
import { toNetworkPolicy } from '../objects/NetworkPolicy';
import { toPod } from '../objects/Pod';
import { toPolicyResults } from '../objects/PolicyResult';
import { toServiceAccount } from '../objects/ServiceAccount';
import { toStorageClass, toVolumeClaim } from '../objects/volumes';
import { toWorkload } from '../objects/Workload';

/**
 * Something that is listed in a cluster.
 */
export interface ListDefinition<T> extends ResourceKind {
  /** It is there only where somebody installed it. */
  custom?: boolean;
  /** What becomes of an object; it may become nothing, or several. */
  toItems(listed: unknown): T[];
}

const CORE = { group: '', versions: ['v1'] };
const APPS = { group: 'apps', versions: ['v1'] };
const RBAC = { group: 'rbac.authorization.k8s.io', versions: ['v1'] };
const REPORTS = {
  group: 'wgpolicyk8s.io',
  versions: ['v1alpha2'],
  custom: true,
};
const OPEN_REPORTS = {
  group: 'openreports.io',
  versions: ['v1alpha1'],
  custom: true,
};

/** All that is listed in each cluster, once per run. */
export const LISTS = {
  deployments: define({ ...APPS, plural: 'deployments' }, object =>
    toWorkload('Deployment', object),
  ),
  statefulSets: define({ ...APPS, plural: 'statefulsets' }, object =>
    toWorkload('StatefulSet', object),
  ),
  daemonSets: define({ ...APPS, plural: 'daemonsets' }, object =>
    toWorkload('DaemonSet', object),
  ),
  pods: define({ ...CORE, plural: 'pods' }, object => toPod(object) ?? []),
  serviceAccounts: define(
    { ...CORE, plural: 'serviceaccounts' },
    toServiceAccount,
  ),
  roles: define({ ...RBAC, plural: 'roles' }, toRole),
  clusterRoles: define({ ...RBAC, plural: 'clusterroles' }, toRole),
  roleBindings: define({ ...RBAC, plural: 'rolebindings' }, toRoleBinding),
  clusterRoleBindings: define(
    { ...RBAC, plural: 'clusterrolebindings' },
    toRoleBinding,
  ),
  networkPolicies: define(
    {
      group: 'networking.k8s.io',
      versions: ['v1'],
      plural: 'networkpolicies',
    },
    toNetworkPolicy,
  ),
  volumeClaims: define(
    { ...CORE, plural: 'persistentvolumeclaims' },
    toVolumeClaim,
  ),
  storageClasses: define(
    { group: 'storage.k8s.io', versions: ['v1'], plural: 'storageclasses' },
    toStorageClass,
  ),
  policyReports: define(
    { ...REPORTS, plural: 'policyreports' },
    toPolicyResults,
  ),
  clusterPolicyReports: define(
    { ...REPORTS, plural: 'clusterpolicyreports' },
    toPolicyResults,
  ),
  openReports: define({ ...OPEN_REPORTS, plural: 'reports' }, toPolicyResults),
  openClusterReports: define(
    { ...OPEN_REPORTS, plural: 'clusterreports' },
    toPolicyResults,
  ),
};

export type ListName = keyof typeof LISTS;
export type ItemOf<N extends ListName> = ReturnType<
  (typeof LISTS)[N]['toItems']
>[number];

function define<T>(
  kind: ResourceKind & { custom?: boolean },
  toItem: (object: ReturnType<typeof toKubernetesObject>) => T | T[],
): ListDefinition<T> {
  return {
    ...kind,
    toItems: listed => [toItem(toKubernetesObject(listed))].flat() as T[],
  };
}
