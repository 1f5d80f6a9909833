import { deniesByDefault, isolationOf } from '../network/isolation';
import { findPlainSecrets } from './findPlainSecrets';
import { toNetworkPolicy } from './NetworkPolicy';
import { toPod } from './Pod';
import { toPodTemplate } from './PodTemplate';
import { newestOf, toPolicyResults } from './PolicyResult';
import { toStorageClass } from './volumes';

describe('findPlainSecrets', () => {
  it.each([
    ['DB_PASSWORD', 'hunter2', true],
    ['dbPassword', 'hunter2', true],
    ['spring.datasource.password', 'hunter2', true],
    ['API_KEY', 'x', true],
    ['OPENAI_APIKEY', 'x', true],
    ['AWS_SECRET_ACCESS_KEY', 'x', true],
    ['GITHUB_TOKEN', 'x', true],
    ['DATABASE_URL', 'postgres://app:hunter2@db/shop', true],
    ['DATABASE_URL', 'postgres://app@db/shop', false],
    // The password comes from another variable, which is looked at itself.
    ['DATABASE_URL', 'postgres://app:$(DB_PASSWORD)@db/shop', false],
    ['DB_PASSWORD', '$(OTHER)', false],
    ['DB_PASSWORD', '', false],
    ['AWS_ACCESS_KEY_ID', 'AKIA', false],
    ['PASSWORD_FILE', '/run/secrets/p', false],
    ['TOKEN_URL', 'https://issuer.example.com/token', false],
    ['MAX_TOKENS', '4096', false],
    ['TOKENIZER', 'bpe', false],
    ['USE_TOKEN', 'true', false],
    ['PRIMARY_KEY', 'id', false],
    ['KEYBOARD', 'de', false],
  ])('%s=%s: %s', (name, value, expected) => {
    expect(findPlainSecrets([{ name, value }])).toEqual(expected ? [name] : []);
  });
});

describe('toPodTemplate', () => {
  const first = (container: object, pod: object = {}) =>
    toPodTemplate({
      securityContext: pod,
      containers: [{ name: 'main', securityContext: container }],
    }).containers[0];

  it.each([
    [{}, {}, true],
    [{}, { runAsNonRoot: true }, false],
    [{ runAsNonRoot: false }, { runAsNonRoot: true }, true],
    [{ runAsUser: 1000 }, {}, false],
    [{ runAsUser: 0 }, { runAsUser: 1000 }, true],
    [{}, { runAsUser: 1000 }, false],
  ])('%j in a pod with %j may run as root: %s', (container, pod, expected) => {
    expect(first(container, pod).mayRunAsRoot).toBe(expected);
  });

  it('sees each fence that is missing, also around what runs first', () => {
    const { containers, hostAccess } = toPodTemplate({
      hostPID: true,
      volumes: [{ name: 'docker', hostPath: { path: '/var/run' } }],
      initContainers: [{ name: 'init', securityContext: { privileged: true } }],
      containers: [
        {
          name: 'main',
          securityContext: {
            capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] },
            seccompProfile: { type: 'Unconfined' },
          },
        },
      ],
    });
    expect(hostAccess).toEqual(['hostPID', 'hostPath volume docker']);
    expect(containers).toMatchObject([
      { name: 'init', privileged: true },
      {
        name: 'main',
        privileged: false,
        mayEscalate: true,
        writableRoot: true,
        keepsCapabilities: true,
        withoutSeccomp: true,
        withoutMemoryLimit: true,
      },
    ]);
    expect(
      first({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })
        .keepsCapabilities,
    ).toBe(false);
  });
});

describe('isolationOf', () => {
  const policy = (spec: object) =>
    toNetworkPolicy({ metadata: { name: 'p', namespace: 'shop' }, spec });
  const labels = { app: 'web' };
  it.each([
    ['no policy', [], 'open', 'open'],
    [
      'one for others',
      [{ podSelector: { matchLabels: { app: 'db' } } }],
      'open',
      'open',
    ],
    [
      'deny all',
      [{ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }],
      'limited',
      'limited',
    ],
    // As the API has it, a policy without types is for what comes in.
    ['no types', [{ podSelector: {} }], 'limited', 'open'],
    [
      'no types, with egress',
      [{ podSelector: {}, egress: [{}] }],
      'limited',
      'anywhere',
    ],
    [
      'a rule for everybody',
      [{ podSelector: {}, ingress: [{}] }],
      'anywhere',
      'open',
    ],
    [
      'an empty list of peers',
      [{ podSelector: {}, ingress: [{ from: [] }] }],
      'anywhere',
      'open',
    ],
    [
      'all addresses',
      [
        {
          podSelector: {},
          ingress: [{ from: [{ ipBlock: { cidr: '::/0' } }] }],
        },
      ],
      'anywhere',
      'open',
    ],
    [
      'one that opens what another closes',
      [
        { podSelector: {} },
        {
          podSelector: { matchLabels: labels },
          ingress: [{ ports: [{ port: 80 }] }],
        },
      ],
      'anywhere',
      'open',
    ],
  ])('%s: %s', (_, specs, ingress, egress) => {
    expect(isolationOf(labels, (specs as object[]).map(policy))).toEqual({
      ingress,
      egress,
    });
  });

  it('knows a default that denies from a policy for some', () => {
    const denies = (spec: object) => deniesByDefault([policy(spec)], 'ingress');
    expect(denies({ podSelector: {} })).toBe(true);
    expect(denies({ podSelector: {}, ingress: [{}] })).toBe(false);
    expect(
      denies({
        podSelector: {
          matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }],
        },
      }),
    ).toBe(false);
  });
});

it('takes what it does not understand in a report for an error', () => {
  const results = toPolicyResults({
    metadata: { name: 'r', namespace: 'shop' },
    results: [
      {
        policy: 'p',
        rule: 'r',
        result: 'splendid',
        severity: 'bad',
        resources: [
          { kind: 'Pod', name: 'a' },
          { kind: 'Pod', name: 'b' },
        ],
      },
    ],
  });
  expect(results).toMatchObject([
    { subject: 'Pod shop/a', result: 'error', severity: 'unknown' },
    { subject: 'Pod shop/b', result: 'error' },
  ]);
  const [a] = results;
  const newest = (...each: Array<[string, number]>) =>
    newestOf(
      each.map(([result, at]) => ({ ...a, result: result as 'pass', at })),
    ).map(({ result }) => result);
  expect(newest(['fail', 1], ['pass', 2])).toEqual(['pass']);
  expect(newest(['pass', 2], ['fail', 1])).toEqual(['pass']);
  expect(newest(['pass', 1], ['fail', 1])).toEqual(['fail']);
});

it.each([
  [{ encrypted: 'true' }, 'yes'],
  [{ Encrypted: 'FALSE', kmsKeyId: 'k' }, 'no'],
  [{ 'disk-encryption-kms-key': 'projects/p' }, 'yes'],
  [{ diskEncryptionSetID: '/subscriptions/s' }, 'yes'],
  [{ type: 'gp3' }, 'hidden'],
  [{}, 'hidden'],
])('a class with %j encrypts: %s', (parameters, encrypted) => {
  expect(
    toStorageClass({ metadata: { name: 'c' }, parameters }).encrypted,
  ).toBe(encrypted);
});

it.each([
  [['--audit-policy-file=/p', '--audit-log-path=-'], true, false],
  [['--audit-policy-file=/p'], false, false],
  [['--encryption-provider-config=/e'], false, true],
])('an API server with %j', (command, audit, encryption) => {
  const pod = (namespace: string) =>
    toPod({
      metadata: {
        name: 'kube-apiserver-1',
        namespace,
        labels: { component: 'kube-apiserver' },
      },
      spec: {
        containers: [{ name: 'a', command: ['kube-apiserver', ...command] }],
      },
    })!;
  expect(pod('kube-system').apiServer).toEqual({ audit, encryption });
  // Anybody may call a pod so elsewhere.
  expect(pod('shop').apiServer).toBeUndefined();
});

it('leaves out pods that have ended', () => {
  expect(
    toPod({
      metadata: { name: 'job', namespace: 'shop' },
      spec: { containers: [] },
      status: { phase: 'Succeeded' },
    }),
  ).toBeUndefined();
});
