import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithServer } from '@platform-ops/test-servers';
import { stringify } from 'yaml';
import { accessTo } from '../__testUtils__/accessTo';
import { KubernetesPlugin } from '../__testUtils__/KubernetesPlugin';
import { runAction, Workspace } from '../__testUtils__/runAction';
import { createValidateInferenceServiceAction } from '../kserve/validate';
import { createKubernetesApplyAction } from '../kubernetes/apply';
import { createSubmitTrainJobAction } from '../trainjob/submit';
import { createWatchTrainJobAction } from '../trainjob/watch';

jest.setTimeout(90_000);

const SCHEMAS = join(__dirname, '../../../../../shared/schemas');
const DEFINITIONS = [
  'kserve/serving.kserve.io_inferenceservices.yaml',
  'kubeflow/trainer.kubeflow.org_trainjobs.yaml',
].map(file => join(SCHEMAS, file));
const hasDefinitions = DEFINITIONS.every(existsSync);
const describeWithDefinitions = hasDefinitions ? describe : describe.skip;
const WHY = hasDefinitions ? '' : ' (skipped: ../shared/schemas is absent)';

const access = accessTo(
  { name: 'main' },
  { name: 'read-only' },
  { name: 'by-hand' },
  { name: 'moon' },
);

function yaml(...objects: object[]): string {
  return objects.map(object => stringify(object)).join('---\n');
}

const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'radiology' },
};
const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'default-deny', namespace: 'radiology' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
};
const account = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'server' },
};
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'server' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'server' } },
    template: {
      metadata: { labels: { app: 'server' } },
      spec: { containers: [{ name: 'main', image: 'example.test/main' }] },
    },
  },
};
const rule = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'alerts' },
  spec: {},
};

describeWithServer('kubernetes', 'actions that write to a cluster', server => {
  let plugin: KubernetesPlugin;
  let workspace: Workspace;

  beforeAll(async () => {
    const login = {
      url: server().url,
      caData: server().caData,
      authProvider: 'serviceAccount',
    };
    plugin = await KubernetesPlugin.start([
      { ...login, name: 'main', serviceAccountToken: server().adminToken },
      {
        ...login,
        name: 'read-only',
        serviceAccountToken: server().viewerToken,
      },
      { ...login, name: 'by-hand', authProvider: 'google' },
    ]);
    if (hasDefinitions) {
      for (const file of DEFINITIONS) {
        await server().writer.applyYaml(readFileSync(file, 'utf-8'));
      }
    }
  });

  afterAll(() => plugin?.stop());

  beforeEach(async () => {
    workspace = await Workspace.create();
  });

  afterEach(() => workspace.remove());

  const apply = (
    input: object = {},
    options: Parameters<typeof runAction>[2] = {},
  ) =>
    runAction(
      createKubernetesApplyAction({ access, client: plugin.client }),
      {
        cluster: 'main',
        namespace: 'radiology',
        directory: 'deploy',
        ...input,
      },
      { workspacePath: workspace.path, ...options },
    );
  const read = <T = any>(path: string) =>
    server()
      .writer.send<T>('GET', path)
      .catch(() => undefined);
  const deploymentPath =
    '/apis/apps/v1/namespaces/radiology/deployments/server';

  it('applies what a folder holds, in an order in which it can start, once', async () => {
    await workspace.write({
      'deploy/10-server.yaml': yaml(deployment, account),
      'deploy/20-safety.yml': yaml(policy, namespace),
      'deploy/README.md': 'no manifest',
    });

    const dryRun = await apply({}, { isDryRun: true });
    expect(dryRun.error).toBeUndefined();
    expect(dryRun.log.join('\n')).toContain(
      'Would apply Deployment.apps server (deploy/10-server.yaml, document 1)',
    );
    expect(await read('/api/v1/namespaces/radiology')).toBeUndefined();

    const first = await apply();
    expect(first.error).toBeUndefined();
    expect(
      (first.outputs.objects as any[]).map(({ kind, change }) => [
        kind,
        change,
      ]),
    ).toEqual([
      ['Namespace', 'created'],
      ['ServiceAccount', 'created'],
      ['NetworkPolicy', 'created'],
      ['Deployment', 'created'],
    ]);
    const kept = await read(deploymentPath);
    expect(kept.metadata.managedFields[0]).toMatchObject({
      manager: 'platform-ops-portal',
      operation: 'Apply',
    });

    const second = await apply();
    expect(
      (second.outputs.objects as any[]).map(({ change }) => change),
    ).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged']);

    await workspace.write({
      'deploy/10-server.yaml': yaml(
        { ...deployment, spec: { ...deployment.spec, replicas: 3 } },
        account,
      ),
    });
    const third = await apply();
    expect((third.outputs.objects as any[])[3]).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'server',
      namespace: 'radiology',
      change: 'changed',
    });
    expect((await read(deploymentPath)).spec.replicas).toBe(3);
  });

  it('keeps nothing where the cluster refuses one, and names each with its field', async () => {
    const other = { ...policy, metadata: { name: 'another' } };
    await workspace.write({
      'deploy/all.yaml': yaml(
        other,
        {
          ...deployment,
          metadata: { name: 'broken' },
          spec: { ...deployment.spec, replicas: 'many' },
        },
        {
          ...policy,
          metadata: { name: 'mistyped' },
          spec: { podSelector: {}, policyTypez: ['Ingress'] },
        },
      ),
    });
    const { error } = await apply();
    expect(error?.name).toBe('InputError');
    expect(error?.message).toMatch(
      /Deployment\.apps radiology\/broken \(deploy\/all\.yaml, document 2\).*replicas/,
    );
    expect(error?.message).toMatch(
      /NetworkPolicy\.networking\.k8s\.io radiology\/mistyped.*policyTypez/,
    );
    expect(
      await read(
        '/apis/networking.k8s.io/v1/namespaces/radiology/networkpolicies/another',
      ),
    ).toBeUndefined();
  });

  it('leaves out what is optional and not served, and refuses it otherwise', async () => {
    await workspace.write({ 'deploy/all.yaml': yaml(account, rule) });
    const refused = await apply();
    expect(refused.error?.message).toContain(
      'PrometheusRule.monitoring.coreos.com alerts (deploy/all.yaml, document 2): the cluster main serves no PrometheusRule of monitoring.coreos.com/v1; install it, or name it in optionalKinds',
    );
    const { outputs, log } = await apply({ optionalKinds: ['PrometheusRule'] });
    expect(outputs.leftOut).toEqual([
      'PrometheusRule.monitoring.coreos.com alerts',
    ]);
    expect(log.join('\n')).toContain('warn Left out PrometheusRule');
  });

  it('stays inside of the namespace, unless told', async () => {
    const storage = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'encrypted' },
      provisioner: 'example.test/disk',
    };
    await workspace.write({
      'deploy/storage.yaml': yaml(storage),
      'role.yaml': yaml({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'everything' },
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
      }),
      'other.yaml': yaml({
        ...account,
        metadata: { name: 'server', namespace: 'cardiology' },
      }),
      'namespace.yaml': yaml({
        ...namespace,
        metadata: { name: 'cardiology' },
      }),
    });
    expect((await apply()).error?.message).toContain(
      'is of the whole cluster, not of the namespace radiology; name it in clusterScopedKinds',
    );
    const allowed = await apply({ clusterScopedKinds: ['StorageClass'] });
    expect(allowed.error).toBeUndefined();
    expect((allowed.outputs.objects as any[])[0]).not.toHaveProperty(
      'namespace',
    );
    for (const [file, message] of [
      ['role.yaml', 'paths may not apply ClusterRole.rbac.authorization'],
      [
        'other.yaml',
        'ServiceAccount cardiology/server is in another namespace',
      ],
      ['namespace.yaml', 'found the namespace cardiology'],
    ]) {
      const { error } = await apply({ directory: undefined, files: [file] });
      expect(error?.message).toContain(message);
    }
    for (const reserved of ['kube-system', 'default', 'istio-system']) {
      const { error } = await apply({ namespace: reserved });
      expect(error?.message).toContain('which belongs to the cluster itself');
    }
  });

  it("leaves another component's namespace as it is", async () => {
    const shared = (labels: object) => ({
      ...namespace,
      metadata: { name: 'shared', labels },
    });
    const mesh = {
      'app.kubernetes.io/part-of': 'first',
      'istio-injection': 'enabled',
    };
    const input = { namespace: 'shared' };
    await workspace.write({ 'deploy/all.yaml': yaml(shared(mesh)) });
    expect((await apply(input)).error).toBeUndefined();
    await workspace.write({
      'deploy/all.yaml': yaml(
        shared({ 'app.kubernetes.io/part-of': 'second', tier: '1' }),
        account,
      ),
    });
    const second = await apply(input);
    expect(
      (second.outputs.objects as any[]).map(({ change }) => change),
    ).toEqual(['unchanged', 'created']);
    expect(second.log.join('\n')).toContain(
      'warn The namespace shared is there and not of this component, so it stays as it is; its labels lack tier=1',
    );
    expect(
      (await read('/api/v1/namespaces/shared')).metadata.labels,
    ).toMatchObject(mesh);
  });

  it('takes fields over from others only when told', async () => {
    await server().writer.apply({
      ...deployment,
      metadata: { name: 'shared', namespace: 'radiology' },
    });
    await workspace.write({
      'deploy/all.yaml': yaml({
        ...deployment,
        metadata: { name: 'shared' },
        spec: { ...deployment.spec, replicas: 5 },
      }),
    });
    const { error } = await apply();
    expect(error?.message).toMatch(
      /Deployment\.apps radiology\/shared .*conflict.*spec\.replicas/,
    );
    const forced = await apply({ force: true });
    expect(forced.error).toBeUndefined();
  });

  it('names the clusters that there are, and the rights that are missing', async () => {
    await workspace.write({ 'deploy/all.yaml': yaml(account) });
    const unknown = await apply({ cluster: 'moon' });
    expect(unknown.error?.message).toBe(
      'cluster: found moon; allowed are main, read-only, by-hand (kubernetes.clusterLocatorMethods)',
    );
    const byHand = await apply({ cluster: 'by-hand' });
    expect(byHand.error?.message).toContain('authProvider google');
    const forbidden = await apply({ cluster: 'read-only' });
    expect(forbidden.error?.message).toMatch(
      /ServiceAccount radiology\/server .*cluster read-only refuses it \(403.*cannot patch/,
    );
  });

  it('stops when the task is cancelled', async () => {
    await workspace.write({ 'deploy/all.yaml': yaml(account) });
    const { error } = await apply({}, { signal: AbortSignal.abort() });
    expect(error?.name).toBe('AbortError');
  });

  describeWithDefinitions(
    `with the definitions of KServe and Trainer${WHY}`,
    () => {
      it('checks inference services by the cluster', async () => {
        const service = (predictor: object) => ({
          apiVersion: 'serving.kserve.io/v1beta1',
          kind: 'InferenceService',
          metadata: { name: 'chest-xray' },
          spec: { predictor },
        });
        const model = {
          modelFormat: { name: 'onnx' },
          storageUri: 's3://models/chest-xray/1',
        };
        const validate = (input: object = {}) =>
          runAction(
            createValidateInferenceServiceAction({
              access,
              client: plugin.client,
            }),
            {
              directory: 'deploy',
              cluster: 'main',
              namespace: 'radiology',
              ...input,
            },
            { workspacePath: workspace.path },
          );
        await workspace.write({
          'deploy/all.yaml': yaml(account, service({ model })),
        });
        const good = await validate();
        expect(good.error).toBeUndefined();
        expect(good.outputs).toEqual({
          services: ['chest-xray'],
          checkedBy: 'cluster',
        });
        expect(
          await read(
            '/apis/serving.kserve.io/v1beta1/namespaces/radiology/inferenceservices/chest-xray',
          ),
        ).toBeUndefined();

        await workspace.write({
          'deploy/all.yaml': yaml(service({ model, timeout: 'long' })),
        });
        const bad = await validate();
        expect(bad.error?.message).toMatch(
          /chest-xray.*spec\.predictor\.timeout/,
        );
      });

      it('submits a TrainJob and tells its progress', async () => {
        const job = {
          apiVersion: 'trainer.kubeflow.org/v1alpha1',
          kind: 'TrainJob',
          metadata: { name: 'fine-tune' },
          spec: { runtimeRef: { name: 'torch-distributed' } },
        };
        await workspace.write({ 'trainjob.yaml': yaml(job) });
        const submit = () =>
          runAction(
            createSubmitTrainJobAction({ access, client: plugin.client }),
            { cluster: 'main', namespace: 'radiology', path: 'trainjob.yaml' },
            { workspacePath: workspace.path },
          );
        const first = await submit();
        expect(first.error).toBeUndefined();
        expect(first.outputs).toEqual({
          name: 'fine-tune',
          annotation: 'main/radiology/fine-tune',
          change: 'created',
        });
        expect((await submit()).outputs.change).toBe('unchanged');

        const now = new Date().toISOString();
        const status = (
          conditions: object[],
          progressPercentage: number,
          loss: string,
        ) =>
          server().writer.patchStatus(
            { ...job, metadata: { name: 'fine-tune', namespace: 'radiology' } },
            {
              conditions: conditions.map(condition => ({
                reason: 'Test',
                message: '',
                lastTransitionTime: now,
                status: 'True',
                ...condition,
              })),
              trainerStatus: {
                progressPercentage,
                lastUpdatedTime: now,
                metrics: [{ name: 'loss', value: loss }],
              },
            },
          );
        await status([], 40, '0.9');
        const written: Promise<void>[] = [];
        const watch = (onLog?: (line: string) => void) =>
          runAction(
            createWatchTrainJobAction({
              access,
              client: plugin.client,
              betweenLooksMilliseconds: 20,
            }),
            { cluster: 'main', namespace: 'radiology', name: 'fine-tune' },
            { workspacePath: workspace.path, onLog },
          );
        const watched = await watch(line => {
          if (line.includes('40 %')) {
            written.push(status([{ type: 'Complete' }], 100, '0.1'));
          }
        });
        await Promise.all(written);
        expect(watched.error).toBeUndefined();
        expect(watched.log).toEqual([
          'info fine-tune: running, 40 %, loss 0.9',
          'info fine-tune: succeeded, 100 %, loss 0.1',
        ]);
        expect(watched.outputs).toEqual({
          state: 'succeeded',
          metrics: { loss: '0.1' },
        });

        await status([{ type: 'Failed', message: 'out of memory' }], 60, '0.5');
        const failed = await watch();
        expect(failed.error?.message).toBe(
          'The TrainJob radiology/fine-tune failed, 60 %, loss 0.5, out of memory',
        );
        expect(failed.outputs.state).toBe('failed');
      });
    },
  );
});
