import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';
import { findFactProblem } from '@platform-ops/scorecards';
import {
  describeWithServer,
  freePort,
  type KubernetesObject,
  type KubernetesWriter,
} from '@platform-ops/test-servers';
import { entity } from './__testUtils__/entity';
import { Portal } from './__testUtils__/Portal';
import { KUBERNETES_FACT_TYPES } from './factTypes';

jest.setTimeout(60_000);

const DIGEST = `sha256:${'a'.repeat(64)}`;
const RBAC = 'rbac.authorization.k8s.io';
const VALUE = 'correct-horse-battery-staple';

/** What the README tells to apply. */
const [, rights] =
  /```yaml\n(apiVersion: rbac[^]*?kind: ClusterRole\n[^]*?)```/.exec(
    readFileSync(join(__dirname, '../README.md'), 'utf8'),
  )!;

const entities = [
  entity('Component:default/web', {
    annotations: {
      'backstage.io/kubernetes-id': 'web',
      'backstage.io/kubernetes-cluster': 'real',
    },
    relations: {
      ownedBy: ['group:default/shop'],
      partOf: ['system:default/shop'],
    },
  }),
  entity('Component:default/db', {
    annotations: {
      'backstage.io/kubernetes-label-selector': 'app in (db),!legacy',
      'backstage.io/kubernetes-namespace': 'shop',
    },
    relations: {
      partOf: ['system:default/shop'],
      dependsOn: ['resource:default/real'],
    },
  }),
  entity('Component:default/anywhere', {
    annotations: { 'backstage.io/kubernetes-id': 'web' },
  }),
  entity('Component:default/blind', {
    annotations: {
      'backstage.io/kubernetes-id': 'web',
      'backstage.io/kubernetes-cluster': 'half',
    },
  }),
  entity('Component:default/lost', {
    annotations: {
      'backstage.io/kubernetes-id': 'nothing',
      'backstage.io/kubernetes-cluster': 'real',
    },
  }),
  entity('Component:default/odd', {
    annotations: {
      'backstage.io/kubernetes-id': 'web',
      'backstage.io/kubernetes-cluster': 'nowhere',
    },
  }),
  entity('Model:default/ranker', {
    relations: {
      servedBy: ['component:default/web'],
      ownedBy: ['group:default/science'],
    },
  }),
  entity('Model:default/unserved'),
  entity('System:default/shop'),
  entity('Resource:default/real', { spec: { type: 'kubernetes-cluster' } }),
  entity('Resource:default/bucket', { spec: { type: 's3-bucket' } }),
  entity('Group:default/shop', {
    relations: { hasMember: ['user:default/ada'] },
  }),
  entity('Group:default/science'),
  entity('User:default/ada', {
    spec: { profile: { email: 'ada@example.com' } },
  }),
  entity('User:default/bob'),
];

const restricted = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

function object(
  apiVersion: string,
  kind: string,
  name: string,
  rest: object = {},
  namespace: string | undefined = 'shop',
  labels: object = {},
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: { name, ...(namespace && { namespace }), labels },
    ...rest,
  } as KubernetesObject;
}

const CLUSTER_WIDE = '';

function binding(name: string, role: string, subject: object, inShop = true) {
  return object(
    `${RBAC}/v1`,
    inShop ? 'RoleBinding' : 'ClusterRoleBinding',
    name,
    {
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
      subjects: [subject],
    },
    inShop ? 'shop' : CLUSTER_WIDE,
  );
}

const person = (kind: string, name: string) => ({ kind, name, apiGroup: RBAC });

function definition(
  group: string,
  version: string,
  kind: string,
  scope: string,
) {
  const singular = kind.toLowerCase();
  return object(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    `${singular}s.${group}`,
    {
      spec: {
        group,
        scope,
        names: { kind, plural: `${singular}s`, singular },
        versions: [
          {
            name: version,
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          },
        ],
      },
    },
    CLUSTER_WIDE,
  );
}

function report(apiVersion: string, kind: string, name: string, found: object) {
  return object(apiVersion, kind, name, {
    scope: { kind: 'Deployment', name: 'web', namespace: 'shop' },
    results: [
      { policy: 'p', severity: 'high', timestamp: { seconds: 10 }, ...found },
    ],
  });
}

const web = object(
  'apps/v1',
  'Deployment',
  'web',
  {
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: {
          labels: { app: 'web', 'backstage.io/kubernetes-id': 'web' },
        },
        spec: {
          serviceAccountName: 'web',
          automountServiceAccountToken: false,
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          ],
          containers: [
            {
              name: 'main',
              image: `example.test/web@${DIGEST}`,
              securityContext: restricted,
              resources: { limits: { memory: '1Gi' } },
              env: [
                {
                  name: 'DB_PASSWORD',
                  valueFrom: { secretKeyRef: { name: 'db', key: 'p' } },
                },
              ],
            },
          ],
        },
      },
    },
  },
  'shop',
  { 'backstage.io/kubernetes-id': 'web' },
);

const db = object('apps/v1', 'StatefulSet', 'db', {
  spec: {
    serviceName: 'db',
    selector: { matchLabels: { app: 'db' } },
    template: {
      metadata: { labels: { app: 'db' } },
      spec: {
        containers: [
          {
            name: 'main',
            image: 'example.test/db:1',
            env: [{ name: 'DB_PASSWORD', value: VALUE }],
          },
        ],
      },
    },
    volumeClaimTemplates: [
      {
        metadata: { name: 'disk' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
        },
      },
    ],
  },
});

const claim = (name: string, storageClassName: string) =>
  object('v1', 'PersistentVolumeClaim', name, {
    spec: {
      storageClassName,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    },
  });

const storageClass = (name: string, parameters: object) =>
  object(
    'storage.k8s.io/v1',
    'StorageClass',
    name,
    { provisioner: 'ebs.csi.aws.com', parameters },
    CLUSTER_WIDE,
  );

const objects = [
  definition('wgpolicyk8s.io', 'v1alpha2', 'PolicyReport', 'Namespaced'),
  definition('openreports.io', 'v1alpha1', 'Report', 'Namespaced'),
  object('v1', 'ServiceAccount', 'web'),
  web,
  db,
  claim('data', 'encrypted'),
  claim('disk-db-0', 'plain'),
  storageClass('encrypted', { encrypted: 'true' }),
  storageClass('plain', { encrypted: 'false' }),
  object('networking.k8s.io/v1', 'NetworkPolicy', 'web', {
    spec: {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }],
    },
  }),
  // The controller that fills in its rules is not there.
  object(
    `${RBAC}/v1`,
    'ClusterRole',
    'developer',
    {
      aggregationRule: {
        clusterRoleSelectors: [{ matchLabels: { 'for-developers': 'yes' } }],
      },
    },
    CLUSTER_WIDE,
  ),
  object(
    `${RBAC}/v1`,
    'ClusterRole',
    'deployer',
    {
      rules: [
        { apiGroups: ['apps'], resources: ['deployments'], verbs: ['patch'] },
      ],
    },
    CLUSTER_WIDE,
    { 'for-developers': 'yes' },
  ),
  binding('team', 'developer', person('Group', 'oidc:shop')),
  binding('ada', 'developer', person('User', 'oidc:ada@example.com')),
  binding('bob', 'developer', person('User', 'oidc:bob')),
  binding('gone', 'developer', person('User', 'oidc:eve')),
  binding('platform', 'cluster-admin', person('Group', 'platform'), false),
  binding(
    'operator',
    'cluster-admin',
    { kind: 'ServiceAccount', name: 'operator', namespace: 'portal' },
    false,
  ),
  report('wgpolicyk8s.io/v1alpha2', 'PolicyReport', 'web', {
    rule: 'r1',
    result: 'fail',
  }),
  // The same rule by the other interface, later; and another one.
  report('openreports.io/v1alpha1', 'Report', 'web', {
    rule: 'r1',
    result: 'pass',
    timestamp: { seconds: 20 },
  }),
  report('openreports.io/v1alpha1', 'Report', 'web-2', {
    rule: 'r2',
    result: 'fail',
  }),
];

describeWithServer('kubernetes', 'Clusters', server => {
  let portal: Portal;
  let writer: KubernetesWriter;
  let facts: CollectedFact[];
  let failures: string[];

  const account = async (name: string, role: string) => {
    await writer.apply(object('v1', 'ServiceAccount', name, {}, 'portal'));
    await writer.apply({
      ...binding(
        `portal-${name}`,
        role,
        { kind: 'ServiceAccount', name, namespace: 'portal' },
        false,
      ),
    });
    const { status } = await writer.send<{ status: { token: string } }>(
      'POST',
      `/api/v1/namespaces/portal/serviceaccounts/${name}/token`,
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: {},
      },
    );
    return status.token;
  };
  const fact = (ref: string, type: string) =>
    facts.find(
      found => found.entityRef === ref && found.type === `kubernetes.${type}`,
    );

  beforeAll(async () => {
    const { url, caData } = server();
    writer = server().writer;
    for (const name of ['shop', 'portal']) {
      await writer.apply(object('v1', 'Namespace', name, {}, CLUSTER_WIDE));
    }
    await writer.applyYaml(rights);
    await writer.apply(
      object(
        `${RBAC}/v1`,
        'ClusterRole',
        'half',
        {
          rules: [
            {
              apiGroups: ['', 'apps'],
              resources: ['pods', 'deployments', 'statefulsets', 'daemonsets'],
              verbs: ['list'],
            },
          ],
        },
        CLUSTER_WIDE,
      ),
    );
    for (const each of objects) {
      await writer.apply(each);
    }
    const cluster = (name: string, serviceAccountToken: string) => ({
      name,
      url,
      caData,
      authProvider: 'serviceAccount',
      serviceAccountToken,
    });
    portal = await Portal.start({
      clusters: [
        cluster('real', await account('portal', 'portal-scorecards')),
        cluster('half', await account('half', 'half')),
        {
          ...cluster('gone', 'x'),
          url: `https://127.0.0.1:${await freePort()}`,
        },
      ],
      scorecards: {
        clusters: ['real', 'half', 'gone', 'misspelt'],
        // Whom the test server lets read everything.
        administrators: ['Group platform', 'User view*'],
        subjectPrefix: 'oidc:',
      },
    });
    const collected = await portal.collect(entities);
    facts = collected.facts;
    failures = collected.failures.map(
      ({ subject, message }) => `${subject}: ${message}`,
    );
  });

  afterAll(async () => {
    await portal?.stop();
  });

  it('tells facts of their types, with what was asked', () => {
    const types = new Map(KUBERNETES_FACT_TYPES.map(type => [type.id, type]));
    expect(
      facts.flatMap(
        ({ type, value }) => findFactProblem(value, types.get(type)!) ?? [],
      ),
    ).toEqual([]);
    expect(fact('component:default/web', 'network')).toMatchObject({
      source: 'Kubernetes real',
      query:
        'cluster real: GET /apis/apps/v1/deployments, /apis/apps/v1/statefulsets, /apis/apps/v1/daemonsets, /api/v1/pods, /apis/networking.k8s.io/v1/networkpolicies; labels backstage.io/kubernetes-id=web',
      population: 1,
    });
  });

  it('sees what is restricted as it is', () => {
    const ref = 'component:default/web';
    expect(fact(ref, 'workloads')?.value).toEqual({
      clusters: ['real'],
      namespaces: ['real/shop'],
      workloads: ['real: Deployment shop/web'],
      pods: 0,
      images: [`example.test/web@${DIGEST}`],
      imagesByTag: [],
      withoutMemoryLimit: [],
    });
    const { containers, ...wrong } = fact(ref, 'securityContext')!.value;
    expect(containers).toBe(1);
    expect(Object.values(wrong).flat()).toEqual([]);
    expect(fact(ref, 'secrets')?.value).toEqual({
      variables: 1,
      references: 1,
      plain: [],
    });
    expect(fact(ref, 'serviceAccounts')?.value).toEqual({
      accounts: ['real: ServiceAccount shop/web'],
      defaults: [],
      shared: [],
      tokenMounted: [],
      missing: [],
    });
    expect(fact(ref, 'network')?.value).toEqual({
      policies: 1,
      openIngress: [],
      openEgress: [],
      ingressFromAnywhere: [],
      egressToAnywhere: ['real: Deployment shop/web'],
      ingressNotDenied: ['real/shop'],
      egressNotDenied: ['real/shop'],
    });
    expect(fact(ref, 'volumeEncryption')?.value).toEqual({
      claims: 1,
      unencrypted: [],
    });
    expect(fact(ref, 'policyReports')?.value).toMatchObject({
      reporting: true,
      pass: 1,
      fail: 1,
      failuresBySeverity: expect.objectContaining({ high: 1, low: 0 }),
      failing: ['Deployment shop/web: p/r2 (severity high)'],
    });
  });

  it('knows who may change things there', () => {
    const may = (who: string, name: string) =>
      `${who} may change things in real/shop (RoleBinding shop/${name} to ClusterRole developer)`;
    expect(fact('component:default/web', 'access')?.value).toEqual({
      namespaces: ['real/shop'],
      owners: [
        may('Group oidc:shop', 'team'),
        may('User oidc:ada@example.com', 'ada'),
      ],
      administrators: [
        'Group platform may everything in real/shop (ClusterRoleBinding platform to ClusterRole cluster-admin)',
        // `get` of all resources opens pods/exec.
        'User viewer may change things, read secrets in real/shop (ClusterRoleBinding test-servers:viewer to ClusterRole test-servers:viewer)',
      ],
      strangers: [may('User oidc:bob', 'bob'), may('User oidc:eve', 'gone')],
      unknown: [may('User oidc:eve', 'gone')],
      everyone: [],
      otherAccounts: [
        'ServiceAccount portal/operator may everything in real/shop (ClusterRoleBinding operator to ClusterRole cluster-admin)',
      ],
      ownAdministrators: [],
      ownEverywhere: [],
      ownAnyVerb: [],
    });
  });

  it('sees what is not, and keeps the value of a secret to itself', () => {
    const ref = 'component:default/db';
    const container = 'real: StatefulSet shop/db, container main';
    expect(fact(ref, 'securityContext')?.value).toMatchObject({
      mayRunAsRoot: [container],
      mayEscalate: [container],
    });
    expect(fact(ref, 'secrets')?.value).toMatchObject({
      plain: [`${container}, variable DB_PASSWORD`],
    });
    expect(JSON.stringify(facts) + portal.log).not.toContain(VALUE);
    expect(fact(ref, 'serviceAccounts')?.value).toMatchObject({
      defaults: ['real: StatefulSet shop/db'],
      tokenMounted: ['real: StatefulSet shop/db'],
    });
    expect(fact(ref, 'network')?.value).toMatchObject({
      openIngress: ['real: StatefulSet shop/db'],
    });
    expect(fact(ref, 'volumeEncryption')?.value).toEqual({
      claims: 1,
      unencrypted: [
        'real: PersistentVolumeClaim shop/disk-db-0 of class plain',
      ],
    });
  });

  it('tells the same of models and systems', () => {
    expect(fact('model:default/ranker', 'workloads')?.value).toMatchObject({
      workloads: ['real: Deployment shop/web'],
    });
    expect(fact('system:default/shop', 'workloads')?.value).toMatchObject({
      workloads: ['real: Deployment shop/web', 'real: StatefulSet shop/db'],
    });
    expect(fact('system:default/shop', 'secrets')?.value).toMatchObject({
      variables: 2,
      references: 1,
    });
  });

  it('tells of the cluster what can be seen, and what cannot', () => {
    const ref = 'resource:default/real';
    expect(fact(ref, 'cluster')?.value).toMatchObject({
      version: expect.stringMatching(/^v1\.\d+/),
      minor: expect.any(Number),
      auditPolicy: 'hidden',
      secretEncryption: 'hidden',
      policyEngine: true,
    });
    expect(fact(ref, 'controlPlane')).toBeUndefined();
    expect(fact(ref, 'clusterAccess')?.value).toMatchObject({
      administrators: [
        'Group platform may everything (ClusterRoleBinding platform to ClusterRole cluster-admin)',
      ],
      otherAdministrators: [],
      accounts: [
        'ServiceAccount portal/operator may everything (ClusterRoleBinding operator to ClusterRole cluster-admin)',
      ],
      everyone: [],
    });
    expect(fact(ref, 'volumeEncryption')?.value).toMatchObject({ claims: 2 });
    expect(fact('resource:default/bucket', 'cluster')).toBeUndefined();
  });

  it('tells nothing that it does not know', () => {
    // One cluster does not answer; what the others say is told, and that.
    expect(fact('component:default/anywhere', 'workloads')).toMatchObject({
      value: { clusters: ['half', 'real'] },
      query: expect.stringMatching(
        /; cluster gone did not answer since .*Z, and is left out$/,
      ),
    });
    expect(fact('model:default/unserved', 'workloads')).toBeUndefined();
    expect(fact('component:default/lost', 'workloads')?.value).toMatchObject({
      clusters: [],
      pods: 0,
    });
    expect(fact('component:default/lost', 'securityContext')).toBeUndefined();
    // Of what it may not list the facts are missing, and only these.
    expect(fact('component:default/blind', 'securityContext')).toBeDefined();
    expect(fact('component:default/blind', 'access')).toBeUndefined();
    expect(fact('component:default/blind', 'network')).toBeUndefined();
  });

  it('says what it could not find out', () => {
    expect(failures).toEqual([
      expect.stringMatching(
        /^cluster misspelt: is not known to .* knows real, half, gone \(scorecards\.kubernetes\.clusters\)/,
      ),
      ...[
        'serviceaccounts',
        `roles.${RBAC}`,
        `clusterroles.${RBAC}`,
        `rolebindings.${RBAC}`,
        `clusterrolebindings.${RBAC}`,
        'networkpolicies.networking.k8s.io',
        'persistentvolumeclaims',
        'storageclasses.storage.k8s.io',
        'policyreports.wgpolicyk8s.io',
        'reports.openreports.io',
      ].map(resource =>
        expect.stringMatching(
          new RegExp(`^cluster half, ${resource}: refuses it \\(403: .*half`),
        ),
      ),
      expect.stringMatching(
        /^cluster gone: cannot be reached: connect ECONNREFUSED/,
      ),
      expect.stringMatching(
        /^component:default\/odd: runs in cluster nowhere as the catalog says, which is not read; those that are: real, half, gone/,
      ),
    ]);
  });

  it('fails where no cluster answers', async () => {
    await server().stop();
    await expect(portal.collect(entities)).rejects.toThrow(
      /^Nothing could be read: cluster misspelt .*; cluster real cannot be reached/,
    );
  });
});
