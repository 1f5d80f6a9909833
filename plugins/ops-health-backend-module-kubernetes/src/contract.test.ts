import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  describeWithServer,
  freePort,
  type KubernetesObject,
  type KubernetesWriter,
} from '@platform-ops/test-servers';
import {
  ARGO,
  create,
  define,
  findDefinitions,
  KSERVE,
} from './__testUtils__/definitions';
import { Portal, type SentSnapshot } from './__testUtils__/Portal';

jest.setTimeout(60_000);

const MANY = 3_000;
const WIDGETS = {
  group: 'example.test',
  versions: ['v1'],
  kind: 'Widget',
  plural: 'widgets',
};
const kserve = findDefinitions(KSERVE);
const argo = findDefinitions(ARGO);

/** What the README tells to apply. */
const [, rights] =
  /```yaml\n(apiVersion: v1\nkind: ServiceAccount[^]*?)```/.exec(
    readFileSync(join(__dirname, '../README.md'), 'utf8'),
  )!;

function inShop(
  apiVersion: string,
  kind: string,
  name: string,
  rest: object = {},
  metadata: object = {},
) {
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: 'shop', ...metadata },
    ...rest,
  };
}

function workload(
  kind: string,
  name: string,
  spec: object = {},
  metadata: object = {},
  annotations: object = {},
): KubernetesObject {
  return inShop(
    'apps/v1',
    kind,
    name,
    {
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name }, annotations },
          spec: { containers: [{ name: 'main', image: 'example.test/main' }] },
        },
        ...spec,
      },
    },
    metadata,
  );
}

function find(snapshot: SentSnapshot, kind: string, name: string) {
  return snapshot.resources.find(
    resource => resource.kind === kind && resource.name === name,
  );
}

function namesOf({ resources }: SentSnapshot) {
  return resources.map(({ kind, name }) => `${kind} ${name}`).sort();
}

const SINCE = '2026-03-01T10:00:00Z';

function condition(type: string, status: string, more: object = {}) {
  return { type, status, lastTransitionTime: SINCE, ...more };
}

describeWithServer('kubernetes', 'Clusters', server => {
  let portal: Portal;
  let writer: KubernetesWriter;
  /** Waits for whoever is asked before the first test. */
  const make = async (object: KubernetesObject, status?: object) => {
    const made = await writer.apply(object);
    if (status) {
      await writer.patchStatus(made, { ...status });
    }
    return made;
  };
  const account = async (name: string, rules: object[]) => {
    const metadata = { name: `test-${name}` };
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    await make({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace: 'portal' },
    });
    await make({ apiVersion, kind: 'ClusterRole', metadata, rules });
    await make({
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: metadata.name,
      },
      subjects: [{ kind: 'ServiceAccount', name, namespace: 'portal' }],
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

  beforeAll(async () => {
    writer = server().writer;
    for (const name of ['shop', 'many', 'portal']) {
      await make({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
    await writer.applyYaml(rights);
    const { url, caData, strangerToken } = server();
    const cluster = (name: string, more: object) => ({
      name,
      url,
      caData,
      authProvider: 'serviceAccount',
      ...more,
    });
    const list = ['list'];
    const clusters = [
      cluster('real', {
        // What the README gives, and the custom resources of this test.
        serviceAccountToken: await account('portal', [
          { apiGroups: ['example.test'], resources: ['widgets'], verbs: list },
          { apiGroups: ['argoproj.io'], resources: ['rollouts'], verbs: list },
        ]),
      }),
      cluster('half', {
        serviceAccountToken: await account('half', [
          { apiGroups: ['apps'], resources: ['deployments'], verbs: list },
        ]),
      }),
      cluster('blind', { serviceAccountToken: strangerToken }),
      cluster('wrong', { serviceAccountToken: 'of-nobody' }),
      cluster('untrusted', { serviceAccountToken: 'x', caData: undefined }),
      cluster('people', { authProvider: 'google' }),
      cluster('gone', {
        url: `https://127.0.0.1:${await freePort()}`,
        serviceAccountToken: 'x',
      }),
    ];
    const type = 'kubernetes';
    [portal] = await Promise.all([
      Portal.start({
        clusters,
        sources: {
          shop: {
            type,
            clusters: ['real'],
            namespaces: ['shop'],
            customResources: [
              { group: 'example.test', apiVersion: 'v1', plural: 'widgets' },
              {
                group: 'argoproj.io',
                apiVersion: 'v1alpha1',
                plural: 'rollouts',
                joinLabel: 'deployment',
              },
              {
                group: 'kafka.strimzi.io',
                apiVersion: 'v1beta2',
                plural: 'kafkas',
              },
            ],
          },
          many: { type, clusters: ['real'], namespaces: ['many'] },
          few: { type, clusters: ['real'], maxObjects: 1_000 },
          half: { type, clusters: ['half'] },
          blind: { type, clusters: ['blind'] },
          others: {
            type,
            clusters: clusters.map(({ name }) => name).concat('misspelt'),
            namespaces: ['portal'],
            customResources: [
              { group: 'example.test', apiVersion: 'v2', plural: 'widgets' },
            ],
          },
        },
      }),
      create(writer, [
        ...kserve.definitions,
        ...argo.definitions,
        define(WIDGETS),
      ]),
    ]);
  });

  afterAll(async () => {
    await portal?.stop();
  });

  it('sees how workloads are', async () => {
    const available = (status: string, more: object = {}) =>
      condition('Available', status, more);
    const rolledOut = condition('Progressing', 'True', {
      reason: 'NewReplicaSetAvailable',
    });
    await make(
      workload(
        'Deployment',
        'web',
        { replicas: 3 },
        {
          labels: {
            'backstage.io/kubernetes-id': 'web',
            'app.kubernetes.io/name': 'web-app',
            team: 'shop',
          },
        },
      ),
      {
        observedGeneration: 1,
        replicas: 3,
        readyReplicas: 3,
        availableReplicas: 3,
        conditions: [available('True'), rolledOut],
      },
    );
    await make(workload('Deployment', 'down'), {
      observedGeneration: 1,
      replicas: 1,
      unavailableReplicas: 1,
      conditions: [
        available('False', { message: 'No minimum availability.' }),
        rolledOut,
      ],
    });
    await make(workload('Deployment', 'parked', { replicas: 0 }), {
      observedGeneration: 1,
    });
    await make(workload('Deployment', 'new'));
    await make(
      workload('StatefulSet', 'db', { replicas: 3, serviceName: 'db' }),
      {
        observedGeneration: 1,
        replicas: 3,
        readyReplicas: 2,
        updatedReplicas: 3,
        currentRevision: 'a',
        updateRevision: 'a',
      },
    );
    await make(workload('DaemonSet', 'agent'), {
      observedGeneration: 1,
      desiredNumberScheduled: 40,
      currentNumberScheduled: 40,
      updatedNumberScheduled: 40,
      numberMisscheduled: 0,
      numberReady: 39,
    });

    const snapshot = await portal.observe('shop');
    expect(snapshot.failures).toEqual([]);
    expect(find(snapshot, 'Deployment', 'web')).toEqual({
      kind: 'Deployment',
      id: 'real/deployments.apps/shop/web',
      name: 'web',
      images: ['example.test/main'],
      specDigest: expect.stringMatching(/^[0-9a-f]{32}$/),
      generation: 1,
      labels: {
        cluster: 'real',
        namespace: 'shop',
        resource: 'deployments.apps',
        deployment: 'web',
        app: 'web-app',
        app_kubernetes_io_name: 'web-app',
        backstage_io_kubernetes_id: 'web',
      },
      readiness: 'ready',
      text: '3 of 3 replicas are ready',
      since: '2026-03-01T10:00:00.000Z',
      replicas: { wanted: 3, ready: 3 },
      conditions: [
        {
          type: 'Available',
          status: 'true',
          since: '2026-03-01T10:00:00.000Z',
        },
        {
          type: 'Progressing',
          status: 'true',
          reason: 'NewReplicaSetAvailable',
          since: '2026-03-01T10:00:00.000Z',
        },
      ],
    });
    const found = (kind: string, name: string) => {
      const { readiness, text } = find(snapshot, kind, name)!;
      return `${readiness}: ${text}`;
    };
    expect(found('Deployment', 'down')).toBe(
      'not-ready: 0 of 1 replica is ready: No minimum availability',
    );
    expect(found('Deployment', 'parked')).toBe('idle: it is scaled to zero');
    expect(found('Deployment', 'new')).toBe(
      'progressing: its controller has not acted on its last change yet',
    );
    expect(found('StatefulSet', 'db')).toBe(
      'not-ready: 2 of 3 replicas are ready',
    );
    expect(found('DaemonSet', 'agent')).toBe(
      'ready: 39 of 40 replicas are ready',
    );
    expect(snapshot.cost).toMatchObject({ samples: 6 });
    expect(snapshot.warnings).toEqual([
      'No cluster serves kafkas.kafka.strimzi.io (opsHealth.sources.shop.customResources)',
    ]);
  });

  it(`sees what KServe serves, by ${kserve.origin}`, async () => {
    const serving = 'serving.kserve.io/v1beta1';
    const isvc = (name: string, spec: object, metadata: object = {}) =>
      inShop(serving, 'InferenceService', name, { spec }, metadata);
    const sklearn = (storageUri: string) => ({
      predictor: { model: { modelFormat: { name: 'sklearn' }, storageUri } },
    });
    const revisionOf = (name: string, revision: string, uri: string) =>
      workload(
        'Deployment',
        `${revision}-deployment`,
        { replicas: 1 },
        {
          labels: {
            'serving.kserve.io/inferenceservice': name,
            'serving.knative.dev/service': `${name}-predictor`,
            'serving.knative.dev/revision': revision,
            component: 'predictor',
          },
        },
        { 'internal.serving.kserve.io/storage-initializer-sourceuri': uri },
      );
    const running = { observedGeneration: 1, replicas: 1, readyReplicas: 1 };

    // A canary that does not load, while the revision before serves on.
    await make(
      revisionOf('churn', 'churn-predictor-00001', 's3://models/churn/6'),
      running,
    );
    await make(
      revisionOf('churn', 'churn-predictor-00002', 's3://models/churn/7'),
      { observedGeneration: 1, replicas: 1 },
    );
    await make(isvc('churn', sklearn('s3://models/churn/7')), {
      observedGeneration: 1,
      deploymentMode: 'Serverless',
      conditions: [
        condition('IngressReady', 'True'),
        condition('PredictorReady', 'False', { reason: 'RevisionFailed' }),
        condition('Ready', 'False', { reason: 'RevisionFailed' }),
      ],
      components: {
        predictor: {
          latestCreatedRevision: 'churn-predictor-00002',
          latestReadyRevision: 'churn-predictor-00001',
          latestRolledoutRevision: 'churn-predictor-00001',
          traffic: [
            {
              revisionName: 'churn-predictor-00002',
              latestRevision: true,
              percent: 20,
            },
            { revisionName: 'churn-predictor-00001', tag: 'prev', percent: 80 },
          ],
        },
      },
      modelStatus: {
        transitionStatus: 'BlockedByFailedLoad',
        copies: { failedCopies: 1, totalCopies: 1 },
        states: {
          activeModelState: 'Loaded',
          targetModelState: 'FailedToLoad',
        },
        lastFailureInfo: {
          reason: 'ModelLoadFailed',
          message: 'No such file: model.joblib',
          exitCode: 1,
          modelRevisionName: 'churn-predictor-00002',
          time: SINCE,
        },
      },
    });
    // Without Knative, its image named by digest.
    const digest = `sha256:${'ab'.repeat(32)}`;
    await make(
      isvc('scores', sklearn(`oci://registry.test/scores@${digest}`), {
        annotations: { 'serving.kserve.io/deploymentMode': 'RawDeployment' },
      }),
      {
        observedGeneration: 1,
        deploymentMode: 'RawDeployment',
        conditions: [
          condition('PredictorReady', 'True'),
          condition('Ready', 'True'),
        ],
        modelStatus: {
          transitionStatus: 'UpToDate',
          states: { activeModelState: 'Loaded', targetModelState: 'Loaded' },
        },
      },
    );
    await make(
      isvc('stopped', sklearn('s3://models/stopped/1'), {
        annotations: { 'serving.kserve.io/stop': 'true' },
      }),
      { observedGeneration: 1, conditions: [condition('Ready', 'False')] },
    );
    await make(
      inShop('serving.kserve.io/v1alpha2', 'LLMInferenceService', 'chat', {
        spec: {
          model: { uri: 'hf://meta-llama/Llama-3', name: 'llama-3' },
          replicas: 2,
        },
      }),
      {
        observedGeneration: 1,
        conditions: [
          condition('MainWorkloadReady', 'Unknown', { message: 'Pulling.' }),
          condition('Ready', 'Unknown'),
        ],
      },
    );
    await make(
      workload(
        'Deployment',
        'chat-kserve',
        { replicas: 2 },
        {
          labels: {
            'app.kubernetes.io/part-of': 'llminferenceservice',
            'app.kubernetes.io/name': 'chat',
            'app.kubernetes.io/component': 'llminferenceservice-workload',
          },
        },
      ),
      { observedGeneration: 1, replicas: 2, readyReplicas: 1 },
    );

    const snapshot = await portal.observe('shop');
    expect(snapshot.failures).toEqual([]);
    expect(find(snapshot, 'InferenceService', 'churn')).toMatchObject({
      labels: {
        cluster: 'real',
        namespace: 'shop',
        resource: 'inferenceservices.serving.kserve.io',
        inferenceservice: 'churn',
      },
      readiness: 'not-ready',
      text: 'the model is not loaded, ModelLoadFailed (exit code 1): No such file: model.joblib',
      since: '2026-03-01T10:00:00.000Z',
      replicas: { wanted: 2, ready: 1 },
      serves: [
        {
          revision: 'churn-predictor-00002',
          artifactUri: 's3://models/churn/7',
          modelName: 'churn',
          traffic: 0.2,
          status: 'FailedToLoad',
          lastFailure: {
            message:
              'ModelLoadFailed (exit code 1): No such file: model.joblib',
            at: '2026-03-01T10:00:00.000Z',
          },
        },
        {
          revision: 'churn-predictor-00001',
          artifactUri: 's3://models/churn/6',
          traffic: 0.8,
          status: 'Loaded',
        },
      ],
    });
    expect(find(snapshot, 'InferenceService', 'scores')).toMatchObject({
      readiness: 'ready',
      serves: [
        {
          artifactUri: `oci://registry.test/scores@${digest}`,
          digest,
          status: 'Loaded',
        },
      ],
    });
    expect(find(snapshot, 'InferenceService', 'stopped')).toMatchObject({
      readiness: 'idle',
    });
    expect(find(snapshot, 'LLMInferenceService', 'chat')).toMatchObject({
      labels: { llminferenceservice: 'chat' },
      readiness: 'progressing',
      text: 'MainWorkloadReady is unknown: Pulling',
      replicas: { wanted: 2, ready: 1 },
      serves: [
        { artifactUri: 'hf://meta-llama/Llama-3', modelName: 'llama-3' },
      ],
    });
    // The services speak for what KServe made for them.
    expect(namesOf(snapshot).filter(name => /churn|chat/.test(name))).toEqual([
      'InferenceService churn',
      'LLMInferenceService chat',
    ]);
  });

  it(`sees applications and custom resources, by ${argo.origin}`, async () => {
    const application = (name: string, status: object) =>
      make(
        inShop('argoproj.io/v1alpha1', 'Application', name, {
          spec: {
            project: 'default',
            destination: { namespace: 'web', server: 'https://prod.test' },
            source: { repoURL: 'https://git.test/web', path: '.' },
          },
          status,
        }),
      );
    await application('web-app', {
      health: { status: 'Healthy' },
      sync: { status: 'OutOfSync' },
    });
    await application('broken-app', {
      health: { status: 'Degraded', message: 'Deployment is stuck' },
      sync: { status: 'Synced' },
    });
    await make(
      inShop('argoproj.io/v1alpha1', 'Rollout', 'canary', {
        spec: { replicas: 1, workloadRef: { kind: 'Deployment', name: 'web' } },
      }),
      {
        observedGeneration: '1',
        conditions: [
          condition('Available', 'False', {
            lastUpdateTime: SINCE,
            message: 'Rollout does not have minimum availability',
            reason: 'AvailableReason',
          }),
        ],
      },
    );
    const widget = (name: string, spec: object = {}) =>
      inShop('example.test/v1', 'Widget', name, { spec });
    await make(widget('good'), { conditions: [condition('Ready', 'True')] });
    await make(widget('bad'), {
      conditions: [
        condition('Ready', 'False', {
          reason: 'DatabaseGone',
          message: 'It cannot connect.',
        }),
      ],
    });
    await make(widget('mute'));
    await make(widget('late'), {
      observedGeneration: 1,
      conditions: [condition('Ready', 'True')],
    });
    await make(widget('late', { size: 2 }));

    const snapshot = await portal.observe('shop');
    expect(snapshot.failures).toEqual([]);
    expect(find(snapshot, 'Application', 'web-app')).toMatchObject({
      labels: {
        application: 'web-app',
        namespace: 'shop',
        dest_namespace: 'web',
        dest_server: 'https://prod.test',
        project: 'default',
      },
      readiness: 'ready',
      text: 'Healthy; out of sync with its repository',
    });
    expect(find(snapshot, 'Application', 'broken-app')).toMatchObject({
      readiness: 'not-ready',
      text: 'Degraded: Deployment is stuck',
    });
    expect(find(snapshot, 'Rollout', 'canary')).toMatchObject({
      labels: { deployment: 'canary', resource: 'rollouts.argoproj.io' },
      readiness: 'not-ready',
    });
    const widgets = snapshot.resources
      .filter(({ kind }) => kind === 'Widget')
      .map(({ name, readiness, text }) => [name, readiness, text]);
    expect(widgets).toEqual([
      ['bad', 'not-ready', 'Ready is false (DatabaseGone): It cannot connect'],
      ['good', 'ready', 'Ready is true'],
      [
        'late',
        'progressing',
        'its controller has not acted on its last change yet',
      ],
      ['mute', 'unknown', 'it has no conditions'],
    ]);
  });

  it('reads thousands of objects in pages, and no more than it may', async () => {
    const names = Array.from({ length: MANY }, (_, index) => `many-${index}`);
    const left = names.values();
    const write = async () => {
      for (const name of left) {
        const object = workload('Deployment', name);
        await writer.send('POST', '/apis/apps/v1/namespaces/many/deployments', {
          ...object,
          metadata: { name },
        });
      }
    };
    await Promise.all(Array.from({ length: 16 }, write));

    const snapshot = await portal.observe('many');
    expect(namesOf(snapshot)).toEqual(
      names.map(name => `Deployment ${name}`).sort(),
    );
    expect(snapshot.failures).toEqual([]);
    expect(snapshot.cost.samples).toBe(MANY);

    const few = await portal.observe('few');
    expect(few.resources).toHaveLength(1_000);
    expect(few.failures[0]).toEqual({
      subject: 'cluster real, deployments.apps',
      message:
        'has more than 1000 objects; the rest is not read (opsHealth.sources.few.maxObjects)',
      forbidden: false,
      labels: { cluster: 'real', resource: 'deployments.apps' },
    });
  });

  it('says what it may not see', async () => {
    const half = await portal.observe('half');
    expect(half.resources.length).toBeGreaterThan(MANY);
    expect(half.failures.map(({ subject }) => subject)).toEqual([
      'cluster half, statefulsets.apps',
      'cluster half, daemonsets.apps',
      'cluster half, inferenceservices.serving.kserve.io',
      'cluster half, llminferenceservices.serving.kserve.io',
      'cluster half, applications.argoproj.io',
    ]);
    expect(half.failures[2]).toEqual({
      subject: 'cluster half, inferenceservices.serving.kserve.io',
      message: expect.stringMatching(
        /^refuses it \(403: inferenceservices\.serving\.kserve\.io is forbidden: User "system:serviceaccount:portal:half" cannot list/,
      ),
      forbidden: true,
      labels: {
        cluster: 'half',
        resource: 'inferenceservices.serving.kserve.io',
      },
    });
    // What KServe made stands for itself, since its services are not seen.
    expect(
      find(half, 'Deployment', 'churn-predictor-00001-deployment')?.labels,
    ).toMatchObject({ inferenceservice: 'churn', service: 'churn-predictor' });

    await expect(portal.observe('blind')).rejects.toMatchObject({
      name: 'SourceForbiddenError',
      message: expect.stringMatching(
        /^Nothing could be read: cluster blind refuses all that is read of it, e\.g\. refuses it \(403: deployments\.apps is forbidden: User "stranger" cannot list/,
      ),
    });
  });

  it('says which clusters cannot be read, beside the one that can', async () => {
    const { failures, warnings } = await portal.observe('others');
    const byCluster = new Map(
      failures.map(failure => [failure.labels.cluster, failure]),
    );
    expect([...byCluster.keys()].sort()).toEqual([
      'blind',
      'gone',
      'half',
      'misspelt',
      'people',
      'real',
      'untrusted',
      'wrong',
    ]);
    const told = (cluster: string) => {
      const { message, forbidden } = byCluster.get(cluster)!;
      return `${forbidden ? 'forbidden' : 'failing'}: ${message}`;
    };
    expect(told('gone')).toMatch(
      /^failing: cannot be reached: connect ECONNREFUSED/,
    );
    expect(told('untrusted')).toMatch(
      /^failing: cannot be reached: .*certificate/,
    );
    expect(told('wrong')).toMatch(
      /^forbidden: does not accept the portal's credentials \(401: Unauthorized\)/,
    );
    expect(told('people')).toMatch(
      /^forbidden: answers only people who are signed in \(authProvider google\)/,
    );
    expect(told('misspelt')).toMatch(
      /^failing: is not known to .* knows real,/,
    );
    expect(told('real')).toBe('failing: is served in v1 only, and read in v2');
    expect(warnings).toEqual([
      'Nothing was found in namespace portal (opsHealth.sources.others.namespaces)',
    ]);
    expect(JSON.stringify(failures) + portal.log).not.toContain('of-nobody');
  });

  it('says that a cluster stopped', async () => {
    await server().stop();
    await expect(portal.observe('shop')).rejects.toMatchObject({
      name: 'Error',
      message: expect.stringMatching(
        /^Nothing could be read: cluster real cannot be reached: connect ECONNREFUSED/,
      ),
    });
  });
});
