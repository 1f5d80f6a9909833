import type { PolicyRule } from './rbac';

/**
 * What rules allow in a namespace, as much of it as matters: `everything`; to
 * `change` what runs there, or who may; to read its `secrets`.
 */
export interface Power {
  everything: boolean;
  change: boolean;
  secrets: boolean;
  /** One of the rules allows every verb on something. */
  anyVerb: boolean;
}

const CHANGES = [
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'bind',
  'escalate',
  'impersonate',
];
const READS = ['get', 'list', 'watch'];

/** What decides what runs in a namespace, how it is reached, and who may what. */
const DECISIVE: Record<string, string[]> = {
  '': [
    'configmaps',
    'endpoints',
    'persistentvolumeclaims',
    'pods',
    'pods/ephemeralcontainers',
    'replicationcontrollers',
    'secrets',
    'serviceaccounts',
    'serviceaccounts/token',
    'services',
    // To act as somebody else.
    'users',
    'groups',
  ],
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  batch: ['cronjobs', 'jobs'],
  'networking.k8s.io': ['ingresses', 'networkpolicies'],
  'rbac.authorization.k8s.io': [
    'clusterrolebindings',
    'clusterroles',
    'rolebindings',
    'roles',
  ],
  'serving.kserve.io': ['inferenceservices', 'llminferenceservices'],
  'serving.knative.dev': ['services'],
};
/** Inside of a running container: reading one is as good as changing it. */
const INSIDE = ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy'];

export function powerOf(rules: PolicyRule[]): Power {
  return {
    everything: rules.some(
      rule =>
        rule.verbs.includes('*') &&
        rule.apiGroups.includes('*') &&
        rule.resources.includes('*') &&
        !rule.named,
    ),
    change: rules.some(changesSomething),
    secrets: rules.some(
      rule => allows(rule, READS) && covers(rule, '', 'secrets'),
    ),
    anyVerb: rules.some(
      ({ verbs, resources }) => verbs.includes('*') && resources.length > 0,
    ),
  };
}

function changesSomething(rule: PolicyRule): boolean {
  return (
    (allows(rule, CHANGES) &&
      Object.entries(DECISIVE).some(([group, resources]) =>
        resources.some(resource => covers(rule, group, resource)),
      )) ||
    (allows(rule, [...READS, 'create']) &&
      INSIDE.some(resource => covers(rule, '', resource)))
  );
}

function allows({ verbs }: PolicyRule, wanted: string[]): boolean {
  return verbs.some(verb => verb === '*' || wanted.includes(verb));
}

function covers(
  { apiGroups, resources }: PolicyRule,
  group: string,
  resource: string,
): boolean {
  const [, subresource] = resource.split('/');
  return (
    (apiGroups.includes('*') || apiGroups.includes(group)) &&
    resources.some(
      each =>
        each === '*' ||
        each === resource ||
        (subresource !== undefined && each === `*/${subresource}`),
    )
  );
}

/** The most that it allows, in words; undefined where that is little. */
export function describePower(power: Power): string | undefined {
  if (power.everything) {
    return 'everything';
  }
  const parts = [
    ...(power.change ? ['change things'] : []),
    ...(power.secrets ? ['read secrets'] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : undefined;
}
