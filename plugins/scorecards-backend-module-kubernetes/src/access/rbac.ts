import type { KubernetesObject } from '../objects/KubernetesObject';
import type { Labels, LabelSelector } from '../objects/LabelSelector';

/** https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export interface PolicyRule {
  verbs: string[];
  apiGroups: string[];
  resources: string[];
  /** Only objects of these names. */
  named: boolean;
}

export interface Role {
  name: string;
  /** Missing for a ClusterRole. */
  namespace: string | undefined;
  labels: Labels;
  rules: PolicyRule[];
  /** It has the rules of the ClusterRoles that these select, too. */
  aggregates: LabelSelector[];
}

export interface Subject {
  kind: 'User' | 'Group' | 'ServiceAccount';
  name: string;
  /** Of a ServiceAccount. */
  namespace?: string;
}

export interface RoleBinding {
  name: string;
  /** Missing for a ClusterRoleBinding. */
  namespace: string | undefined;
  role: { kind: 'Role' | 'ClusterRole'; name: string };
  subjects: Subject[];
}

export function toRole({
  metadata,
  rules,
  aggregationRule,
}: KubernetesObject): Role {
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    labels: metadata.labels ?? {},
    rules: ((rules ?? []) as any[]).map(rule => ({
      verbs: rule.verbs ?? [],
      apiGroups: rule.apiGroups ?? [],
      resources: rule.resources ?? [],
      named: (rule.resourceNames?.length ?? 0) > 0,
    })),
    aggregates: aggregationRule?.clusterRoleSelectors ?? [],
  };
}

const ACCOUNT_USER = /^system:serviceaccount:([^:]+):([^:]+)$/;

export function toRoleBinding({
  metadata,
  roleRef,
  subjects,
}: KubernetesObject): RoleBinding {
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    role: { kind: roleRef.kind, name: roleRef.name },
    subjects: ((subjects ?? []) as Subject[]).map(
      ({ kind, name, namespace }) => {
        // A service account may be called by the name of its user as well.
        const [, ofNamespace, account] = ACCOUNT_USER.exec(name) ?? [];
        return kind === 'User' && account
          ? { kind: 'ServiceAccount', name: account, namespace: ofNamespace }
          : { kind, name, ...(namespace && { namespace }) };
      },
    ),
  };
}
