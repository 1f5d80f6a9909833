import { ClusterAccess } from './ClusterAccess';
import { describePower, powerOf } from './powerOf';
import { toRole, toRoleBinding, type Subject } from './rbac';
import { sortSubject } from './sortSubject';

const rule = (
  apiGroups: string[],
  resources: string[],
  verbs: string[],
  more: object = {},
) => ({ apiGroups, resources, verbs, ...more });

const role = (name: string, rules: object[], more: object = {}) =>
  toRole({ metadata: { name }, rules, ...more });

const everything = rule(['*'], ['*'], ['*']);

describe('powerOf', () => {
  it.each<[string, object, string | undefined]>([
    ['everything', everything, 'everything'],
    ['all of one group', rule(['apps'], ['*'], ['*']), 'change things'],
    [
      'every verb on objects of some names',
      rule(['*'], ['*'], ['*'], { resourceNames: ['web'] }),
      'change things, read secrets',
    ],
    [
      'what `edit` allows of workloads',
      rule(['apps'], ['deployments'], ['create', 'patch']),
      'change things',
    ],
    ['looking', rule([''], ['pods', 'pods/log'], ['get', 'list']), undefined],
    ['reading secrets', rule([''], ['secrets'], ['list']), 'read secrets'],
    [
      'secrets of another group',
      rule(['vault.example.com'], ['secrets'], ['list']),
      undefined,
    ],
    // A shell over a web socket is a GET.
    ['a shell', rule([''], ['pods/exec'], ['get']), 'change things'],
    ['any shell', rule([''], ['*/exec'], ['create']), 'change things'],
    [
      'tokens of accounts',
      rule([''], ['serviceaccounts/token'], ['create']),
      'change things',
    ],
    [
      'acting as others',
      rule([''], ['users', 'groups'], ['impersonate']),
      'change things',
    ],
    [
      'asking what oneself may do',
      rule(['authorization.k8s.io'], ['selfsubjectaccessreviews'], ['create']),
      undefined,
    ],
    ['addresses', rule([], [], ['*'], { nonResourceURLs: ['*'] }), undefined],
  ])('%s', (_, allowed, words) => {
    expect(describePower(powerOf(role('r', [allowed]).rules))).toBe(words);
  });

  it('sees that every verb is allowed on something', () => {
    const anyVerb = (allowed: object) =>
      powerOf(role('r', [allowed]).rules).anyVerb;
    expect(anyVerb(rule(['example.com'], ['widgets'], ['*']))).toBe(true);
    expect(anyVerb(rule([''], ['*'], ['get']))).toBe(false);
  });
});

describe('ClusterAccess', () => {
  const binding = (
    name: string,
    kind: 'Role' | 'ClusterRole',
    to: string,
    subject: Subject,
    namespace?: string,
  ) =>
    toRoleBinding({
      metadata: { name, namespace },
      roleRef: { kind, name: to },
      subjects: [subject],
    });
  const ada: Subject = { kind: 'User', name: 'ada' };
  const access = new ClusterAccess({
    roles: [
      toRole({
        metadata: { name: 'edit', namespace: 'shop' },
        rules: [rule([''], ['pods'], ['delete'])],
      }),
    ],
    clusterRoles: [
      role('cluster-admin', [everything]),
      role('aggregated', [], {
        aggregationRule: {
          clusterRoleSelectors: [
            { matchLabels: { to: 'aggregated' } },
            { matchExpressions: [{ key: 'also', operator: 'Exists' }] },
          ],
        },
      }),
      toRole({
        metadata: { name: 'part', labels: { to: 'aggregated' } },
        rules: [rule([''], ['secrets'], ['get'])],
      }),
      toRole({
        metadata: { name: 'other-part', labels: { also: '' } },
        rules: [rule(['apps'], ['deployments'], ['update'])],
      }),
    ],
    roleBindings: [
      binding('role', 'Role', 'edit', ada, 'shop'),
      // A ClusterRole of the same name is not there, nor the Role elsewhere.
      binding('no-role', 'ClusterRole', 'edit', ada, 'shop'),
      binding('no-role', 'Role', 'edit', ada, 'other'),
      binding('all', 'ClusterRole', 'cluster-admin', ada, 'lab'),
      binding('parts', 'ClusterRole', 'aggregated', ada, 'parts'),
    ],
    clusterRoleBindings: [
      binding('masters', 'ClusterRole', 'cluster-admin', {
        kind: 'Group',
        name: 'system:masters',
      }),
    ],
  });
  const powersIn = (namespace: string) =>
    access
      .in(namespace)
      .filter(({ subject }) => subject.name === 'ada')
      .map(({ power }) => describePower(power));

  it('knows roles, those of the cluster in one namespace, and those that add up', () => {
    expect(powersIn('shop')).toEqual(['change things', undefined]);
    expect(powersIn('other')).toEqual([undefined]);
    expect(powersIn('lab')).toEqual(['everything']);
    expect(powersIn('parts')).toEqual(['change things, read secrets']);
    expect(powersIn('empty')).toEqual([]);
    expect(access.everywhere.map(({ by }) => by)).toEqual([
      'ClusterRoleBinding masters to ClusterRole cluster-admin',
    ]);
    expect(access.in('empty')).toEqual(access.everywhere);
  });
});

it.each<[Subject, string]>([
  [{ kind: 'User', name: 'ada' }, 'person'],
  [{ kind: 'Group', name: 'oidc:shop' }, 'person'],
  [{ kind: 'Group', name: 'system:masters' }, 'system'],
  [{ kind: 'User', name: 'system:kube-scheduler' }, 'system'],
  [{ kind: 'Group', name: 'system:authenticated' }, 'everyone'],
  [{ kind: 'User', name: 'system:anonymous' }, 'everyone'],
  [{ kind: 'Group', name: 'system:serviceaccounts' }, 'everyone'],
  [{ kind: 'Group', name: 'system:serviceaccounts:shop' }, 'account'],
  [{ kind: 'Group', name: 'system:serviceaccounts:kube-system' }, 'system'],
  [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }, 'account'],
  [{ kind: 'ServiceAccount', name: 'x', namespace: 'kube-system' }, 'system'],
])('%j is of the sort %s', (subject, sort) => {
  expect(sortSubject(subject)).toBe(sort);
});

it('takes a service account that is named as a user for one', () => {
  const { subjects } = toRoleBinding({
    metadata: { name: 'b' },
    roleRef: { kind: 'ClusterRole', name: 'r' },
    subjects: [{ kind: 'User', name: 'system:serviceaccount:shop:web' }],
  });
  expect(subjects).toEqual([
    { kind: 'ServiceAccount', name: 'web', namespace: 'shop' },
  ]);
});
