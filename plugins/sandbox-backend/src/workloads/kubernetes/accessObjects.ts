import { CREATED_AT, metadataOf } from './metadata';
import { accountOf } from './posture';
import {
  apiVersionOf,
  RESOURCES,
  type KubernetesObject,
  type ResourceName,
} from './resources';
import type { Workload } from '../Workload';

const RBAC = 'rbac.authorization.k8s.io';
/** The group of `examples/` that owns what is in a namespace. */
const OWNERS: Record<string, string> = {
  imaging: 'imaging-ai',
  trading: 'trading-quant',
  shop: 'shop-personalization',
  assistants: 'assistants',
};

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

const rule = (apiGroups: string[], resources: string[], verbs: string[]) => ({
  apiGroups,
  resources,
  verbs,
});

const ALL = ['*'];
const LOOK = ['get', 'list', 'watch'];
const CHANGE = ['create', 'update', 'patch', 'delete'];

/** Those of every cluster that matter here. */
const CLUSTER_ROLES: Record<string, Rule[]> = {
  'cluster-admin': [rule(ALL, ALL, ALL)],
  edit: [
    rule(
      [''],
      ['pods', 'pods/exec', 'services', 'configmaps', 'secrets'],
      [...LOOK, ...CHANGE],
    ),
    rule(['apps'], ['deployments', 'statefulsets'], [...LOOK, ...CHANGE]),
    rule(['serving.kserve.io'], ['inferenceservices'], [...LOOK, ...CHANGE]),
  ],
  view: [
    rule([''], ['pods', 'pods/log', 'services', 'configmaps'], LOOK),
    rule(['apps'], ['deployments', 'statefulsets'], LOOK),
  ],
};

function make(
  resource: ResourceName,
  name: string,
  namespace: string | undefined,
  rest: object = {},
): KubernetesObject {
  const { kind } = RESOURCES[resource];
  return {
    apiVersion: apiVersionOf(RESOURCES[resource]),
    kind,
    metadata: metadataOf({ kind, name, namespace, createdAt: CREATED_AT }),
    ...rest,
  };
}

const person = (kind: 'User' | 'Group', name: string) => ({
  kind,
  name,
  apiGroup: RBAC,
});

const bind = (role: string, ...subjects: object[]) => ({
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
  subjects,
});

export function serviceAccounts(
  workloads: readonly Workload[],
): KubernetesObject[] {
  const names = new Set(
    workloads.flatMap(workload => [
      `${workload.namespace}/default`,
      `${workload.namespace}/${accountOf(workload)}`,
    ]),
  );
  return [...names].map(each => {
    const [namespace, name] = each.split('/');
    return make('serviceaccounts', name, namespace);
  });
}

export function clusterRoles(): KubernetesObject[] {
  return Object.entries(CLUSTER_ROLES).map(([name, rules]) =>
    make('clusterroles', name, undefined, { rules }),
  );
}

export function clusterRoleBindings(): KubernetesObject[] {
  return [
    make(
      'clusterrolebindings',
      'cluster-admin',
      undefined,
      bind('cluster-admin', person('Group', 'system:masters')),
    ),
    make(
      'clusterrolebindings',
      'platform',
      undefined,
      bind('cluster-admin', person('Group', 'platform-engineering')),
    ),
  ];
}

/** One let somebody in who is not known, another a deployer from elsewhere. */
export function roleBindings(): KubernetesObject[] {
  return [
    ...Object.entries(OWNERS).map(([namespace, group]) =>
      make(
        'rolebindings',
        'team',
        namespace,
        bind('edit', person('Group', group)),
      ),
    ),
    make(
      'rolebindings',
      'contractor',
      'shop',
      bind('edit', person('User', 'kim.contractor@example.com')),
    ),
    make(
      'rolebindings',
      'deployer',
      'trading',
      bind('edit', {
        kind: 'ServiceAccount',
        name: 'deployer',
        namespace: 'delivery',
      }),
    ),
  ];
}
