import { stringify } from 'yaml';
import { startPlatform, TUESDAY } from '../../__testUtils__/createPlatform';
import { sumOf } from '../../__testUtils__/readSamples';
import { MINUTE, SECOND } from '../../simulation/time';
import type { AppliedRecord } from './AppliedRecord';

const APPLY = 'application/apply-patch+yaml';
const NAMESPACE = '/k8s/api/v1/namespaces/triage';
const SERVICE =
  '/k8s/apis/serving.kserve.io/v1beta1/namespaces/triage/inferenceservices/sepsis';
const METRICS = '/metrics/triage/sepsis';

const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'triage', labels: { team: 'imaging-ai' } },
};

const service = (storageUri = 's3://models/sepsis/1') => ({
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata: {
    name: 'sepsis',
    namespace: 'triage',
    labels: { 'backstage.io/kubernetes-id': 'sepsis' },
  },
  spec: {
    predictor: {
      serviceAccountName: 'sepsis',
      securityContext: { runAsNonRoot: true },
      minReplicas: 1,
      model: {
        modelFormat: { name: 'sklearn' },
        protocolVersion: 'v2',
        storageUri,
        securityContext: { allowPrivilegeEscalation: false },
        resources: { limits: { memory: '1Gi' } },
      },
    },
  },
});

const deployment = (labels = { app: 'audit' }) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'audit' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'audit' } },
    template: {
      metadata: { labels },
      spec: { containers: [{ name: 'sink', image: 'example.com/sink:1' }] },
    },
  },
});

describe('what is applied to the simulated cluster', () => {
  let now = TUESDAY;
  let kept: readonly AppliedRecord[] = [];
  let sandbox: Awaited<ReturnType<typeof startPlatform>>;
  const start = () =>
    startPlatform({
      now: () => now,
      objects: kept,
      keepObjects: objects => {
        kept = structuredClone(objects);
      },
    });
  beforeEach(async () => {
    now = TUESDAY;
    kept = [];
    sandbox = await start();
  });
  afterEach(() => sandbox.stop());

  const apply = async (
    path: string,
    object: unknown,
    options: { query?: string; status?: number; manager?: string } = {},
  ): Promise<any> => {
    const { query = '', status = 200, manager = 'portal' } = options;
    const response = await sandbox.ask(
      `${path}?fieldManager=${manager}${query}`,
      {
        method: 'PATCH',
        contentType: APPLY,
        body: typeof object === 'string' ? object : stringify(object),
      },
    );
    const body = await response.json();
    expect({ body, status: response.status }).toEqual({ body, status });
    return body;
  };
  const refused = async (
    path: string,
    object: unknown,
    status: number,
    query = '',
  ): Promise<string> => (await apply(path, object, { query, status })).message;
  const read = async (path: string) => (await sandbox.ask(path)).json();
  const statusOf = async (path: string, method = 'GET') =>
    (await sandbox.ask(path, { method })).status;
  const conditionOf = (object: any, type: string) =>
    object.status.conditions.find((each: any) => each.type === type)?.status;

  it('keeps objects, and changes nothing when they are applied again', async () => {
    const missing = await refused(SERVICE, service(), 404);
    expect(missing).toBe('namespaces "triage" not found');
    await apply(NAMESPACE, namespace, { status: 201, query: '&dryRun=All' });
    expect(await statusOf(NAMESPACE)).toBe(404);
    const created = await apply(NAMESPACE, namespace, { status: 201 });
    expect(created).toMatchObject({
      metadata: {
        labels: { team: 'imaging-ai', 'kubernetes.io/metadata.name': 'triage' },
        creationTimestamp: '2026-06-16T10:00:00Z',
        generation: 1,
        managedFields: [
          {
            manager: 'portal',
            operation: 'Apply',
            fieldsV1: { 'f:metadata': { 'f:labels': { 'f:team': {} } } },
          },
        ],
      },
      status: { phase: 'Active' },
    });
    now += MINUTE;
    expect(await apply(NAMESPACE, namespace)).toEqual(created);

    const path = '/k8s/apis/apps/v1/namespaces/triage/deployments/audit';
    const first = await apply(path, deployment(), { status: 201 });
    expect(conditionOf(first, 'Available')).toBe('False');
    now += MINUTE;
    expect(await read(path)).toMatchObject({ status: { readyReplicas: 2 } });
    const pods = await read(
      '/k8s/api/v1/namespaces/triage/pods?labelSelector=app%3Daudit',
    );
    expect(pods.items).toHaveLength(2);
    const changed = deployment();
    changed.spec.replicas = 1;
    expect((await apply(path, changed)).metadata).toMatchObject({
      generation: 2,
      uid: first.metadata.uid,
    });

    await sandbox.stop();
    sandbox = await start();
    expect(await read(path)).toMatchObject({
      spec: { replicas: 1 },
      metadata: { uid: first.metadata.uid },
    });
    expect(await statusOf(NAMESPACE, 'DELETE')).toBe(200);
    expect(await statusOf(path)).toBe(404);
    expect(kept).toEqual([]);
  });

  it('lets two managers have a say, each in its own fields', async () => {
    await apply(NAMESPACE, namespace, { status: 201 });
    const theirs = {
      ...namespace,
      metadata: { name: 'triage', labels: { team: 'others', tier: '1' } },
    };
    expect(
      (await apply(NAMESPACE, theirs, { manager: 'argo', status: 409 }))
        .message,
    ).toBe(
      'Apply failed with 1 conflict: conflict with "portal": .metadata.labels.team',
    );
    const merged = await apply(NAMESPACE, theirs, {
      manager: 'argo',
      query: '&force=true',
    });
    expect(merged.metadata.labels).toMatchObject({ team: 'others', tier: '1' });
    await apply(NAMESPACE, {
      ...namespace,
      metadata: { name: 'triage', labels: { own: 'x' } },
    });
    expect((await read(NAMESPACE)).metadata.labels).toEqual({
      team: 'others',
      tier: '1',
      own: 'x',
      'kubernetes.io/metadata.name': 'triage',
    });
  });

  it('refuses what an API server refuses, and names the field', async () => {
    await apply(NAMESPACE, namespace, { status: 201 });
    const path = '/k8s/apis/apps/v1/namespaces/triage/deployments/audit';
    expect(await refused(path, 'a: [', 400)).toMatch(/error decoding YAML/);
    expect(await refused(path, namespace, 400)).toMatch(/does not match the/);
    expect(
      await refused(path.replace(/audit$/, 'other'), deployment(), 400),
    ).toMatch(/name of the object \(audit\)/);
    expect(
      await refused(
        path,
        { ...deployment(), metadata: { name: 'audit', namespace: 'shop' } },
        400,
      ),
    ).toMatch(/namespace of the provided object/);
    expect(await refused(path, { ...deployment(), spec: {} }, 422)).toBe(
      'Deployment.apps "audit" is invalid: [spec.selector.matchLabels: Required value, spec.template.spec.containers: Required value]',
    );
    expect(await refused(path, deployment({ app: 'x' }), 422)).toMatch(
      /`selector` does not match template `labels`/,
    );
    expect(
      await refused(
        path,
        { ...deployment(), metadata: { labels: { a: 'not a label' } } },
        422,
      ),
    ).toMatch(/metadata.labels: Invalid value: "not a label"/);
    expect(await refused(path, deployment(), 422, '&dryRun=Some')).toMatch(
      /dryRun: Unsupported value: "Some"/,
    );
    const noManager = await sandbox.ask(path, {
      method: 'PATCH',
      contentType: APPLY,
      body: '{}',
    });
    expect((await noManager.json()).message).toMatch(/fieldManager: Required/);
    expect(
      await refused(SERVICE, { ...service(), spec: { predictor: {} } }, 422),
    ).toMatch(/spec.predictor: .*exactly one of model/);

    await apply(path, deployment(), { status: 201 });
    const moved = deployment({ app: 'b' });
    moved.spec.selector.matchLabels.app = 'b';
    expect(await refused(path, moved, 422)).toMatch(
      /spec.selector: .*field is immutable/,
    );
    const secret = '/k8s/api/v1/namespaces/triage/secrets/x';
    expect(await refused(secret, {}, 404)).toMatch(/could not find/);
    const pod = '/k8s/api/v1/namespaces/triage/pods/x';
    expect(await refused(pod, {}, 405)).toMatch(/does not allow this method/);
  });

  it('leaves the simulated platform as it is', async () => {
    const own =
      '/k8s/apis/serving.kserve.io/v1beta1/namespaces/imaging/inferenceservices/retinopathy-service';
    const copy = {
      ...service(),
      metadata: { name: 'retinopathy-service', namespace: 'imaging' },
    };
    expect(await refused(own, copy, 403)).toMatch(/simulated platform/);
    expect(await statusOf(own, 'DELETE')).toBe(403);
    const imaging = { ...namespace, metadata: { name: 'imaging' } };
    const path = '/k8s/api/v1/namespaces/imaging';
    const before = await read(path);
    expect((await apply(path, imaging)).metadata.uid).toBe(before.metadata.uid);
    expect((await read('/k8s/api/v1/namespaces')).items).toHaveLength(4);
    expect(await statusOf(path, 'DELETE')).toBe(200);
    expect(await read(path)).toEqual(before);
  });

  it('runs an InferenceService with pods, metrics and traffic', async () => {
    await apply(NAMESPACE, namespace, { status: 201 });
    const created = await apply(SERVICE, service(), { status: 201 });
    expect(conditionOf(created, 'Ready')).toBe('Unknown');
    expect(created.status.modelStatus.transitionStatus).toBe('InProgress');
    const requests = async () =>
      sumOf(
        await (await sandbox.ask(METRICS)).text(),
        'rest_server_requests_total',
      );
    now += 10 * SECOND;
    expect(await requests()).toBe(0);

    now += 10 * MINUTE;
    const ready = await read(SERVICE);
    expect(conditionOf(ready, 'Ready')).toBe('True');
    expect(ready.spec).toEqual(service().spec);
    expect(await requests()).toBeGreaterThan(300);
    expect(await read('/metrics/sd')).toContainEqual({
      targets: expect.anything(),
      labels: expect.objectContaining({
        cluster: 'sandbox',
        namespace: 'triage',
        service: 'sepsis',
        inferenceservice: 'sepsis',
        __metrics_path__: METRICS,
      }),
    });
    const history = await (
      await sandbox.ask(`${METRICS}/history?days=1&step=60`)
    ).text();
    const times = [
      ...history.matchAll(/^kube_deployment_spec_replicas.* (\d+)$/gm),
    ].map(([, time]) => Number(time) * SECOND);
    expect(Math.min(...times)).toBe(TUESDAY);

    const { items } = await read('/k8s/api/v1/namespaces/triage/pods');
    expect(items).toMatchObject([
      {
        metadata: {
          labels: {
            'backstage.io/kubernetes-id': 'sepsis',
            'serving.kserve.io/inferenceservice': 'sepsis',
          },
        },
        spec: {
          serviceAccountName: 'sepsis',
          securityContext: { runAsNonRoot: true },
          containers: [
            {
              name: 'kserve-container',
              securityContext: { allowPrivilegeEscalation: false },
              resources: { limits: { memory: '1Gi' } },
            },
          ],
        },
        status: { phase: 'Running' },
      },
    ]);
    const made = await read(
      '/k8s/apis/apps/v1/namespaces/triage/deployments/sepsis-predictor',
    );
    expect(made).toMatchObject({ status: { availableReplicas: 1 } });

    const next = await apply(SERVICE, service('s3://models/sepsis/2'));
    expect(next.metadata.generation).toBe(2);
    now += MINUTE;
    const replaced = await read('/k8s/api/v1/namespaces/triage/pods');
    expect(replaced.items[0].metadata.uid).not.toBe(items[0].metadata.uid);
    await sandbox.ask('/sandbox/v1/faults/error-burst', {
      method: 'POST',
      body: JSON.stringify({ workload: 'sepsis' }),
    });
    now += MINUTE;
    expect(
      sumOf(
        await (await sandbox.ask(METRICS)).text(),
        'rest_server_requests_total',
        'status_code="500"',
      ),
    ).toBeGreaterThan(5);

    expect(await statusOf(SERVICE, 'DELETE')).toBe(200);
    expect(await statusOf(METRICS)).toBe(404);
    expect((await read('/k8s/api/v1/namespaces/triage/pods')).items).toEqual(
      [],
    );
  });

  it('serves a language model', async () => {
    const path =
      '/k8s/apis/serving.kserve.io/v1alpha2/namespaces/shop/llminferenceservices/helper';
    await apply(
      path,
      {
        apiVersion: 'serving.kserve.io/v1alpha2',
        kind: 'LLMInferenceService',
        metadata: { name: 'helper' },
        spec: { model: { uri: 'hf://meta/llama', name: 'llama' } },
      },
      { status: 201 },
    );
    now += 10 * MINUTE;
    expect(conditionOf(await read(path), 'Ready')).toBe('True');
    expect(await (await sandbox.ask('/metrics/shop/helper')).text()).toMatch(
      /vllm:time_to_first_token_seconds_bucket\{.*\} [1-9]/,
    );
  });

  it('tells how a TrainJob gets on', async () => {
    const path =
      '/k8s/apis/trainer.kubeflow.org/v1alpha1/namespaces/shop/trainjobs/tune';
    await apply(
      path,
      {
        apiVersion: 'trainer.kubeflow.org/v1alpha1',
        kind: 'TrainJob',
        metadata: { name: 'tune' },
        spec: {
          runtimeRef: { name: 'torch-distributed' },
          initializer: { dataset: { storageUri: 'hf://a/b' } },
        },
      },
      { status: 201 },
    );
    now += 5 * SECOND;
    const first = await read(path);
    expect(first.status.jobsStatus).toMatchObject([
      { name: 'dataset-initializer', active: 1 },
      { name: 'node', active: 0 },
    ]);
    now += 30 * SECOND;
    const { trainerStatus } = (await read(path)).status;
    expect(trainerStatus.progressPercentage).toBeGreaterThan(20);
    expect(trainerStatus.progressPercentage).toBeLessThan(100);
    expect(trainerStatus.metrics[0]).toEqual({
      name: 'loss',
      value: expect.stringMatching(/^\d\.\d{4}$/),
    });
    now += 2 * MINUTE;
    const last = await read(path);
    expect(conditionOf(last, 'Complete')).toBe('True');
    expect(last.status.trainerStatus).toMatchObject({
      progressPercentage: 100,
      estimatedRemainingSeconds: 0,
    });
  });
});
