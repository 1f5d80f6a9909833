import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  scaffolderActionsExtensionPoint,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import goldenPathsPlugin from '@platform-ops/backstage-plugin-golden-paths-backend';
import type { PipelinesResponse } from '@platform-ops/backstage-plugin-golden-paths-common';
import scaffolderModuleMlops from '@platform-ops/backstage-plugin-scaffolder-backend-module-mlops';
import type { FakeHttpServer } from '@platform-ops/test-servers';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stringify } from 'yaml';
import { RenderedRepository } from './paths/RenderedRepository';
import { TemplateRunner } from './paths/TemplateRunner';
import { VALUES } from './paths/values';
import { renderPiece } from './renderPiece';
import {
  SANDBOX_TOKEN,
  SandboxProcess,
  startKubernetesPluginDouble,
} from './sandbox/startSandboxProcess';

jest.setTimeout(120_000);

const NAME = 'chest-triage';

describe('the actions of the paths, in the sandbox', () => {
  let sandbox: SandboxProcess;
  let plugin: FakeHttpServer;
  let backend: TestBackend;
  const actions = new Map<string, TemplateAction<any, any, any>>();
  const folders: string[] = [];

  beforeAll(async () => {
    sandbox = await SandboxProcess.start();
    plugin = await startKubernetesPluginDouble(sandbox);
    const connection = { token: SANDBOX_TOKEN, sandbox: true };
    backend = await startTestBackend({
      extensionPoints: [
        [
          scaffolderActionsExtensionPoint,
          {
            addActions: (...added: TemplateAction<any, any, any>[]) =>
              added.forEach(action => actions.set(action.id, action)),
          },
        ],
      ],
      features: [
        scaffolderModuleMlops,
        goldenPathsPlugin,
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: {
                name: NAME,
                annotations: {
                  'platformops.io/kfp-pipeline': `sandbox/${NAME}`,
                  'platformops.io/trainjob': `sandbox/${NAME}/fine-tune`,
                },
              },
            },
          ],
        }),
        createServiceFactory({
          service: coreServices.discovery,
          deps: {},
          factory: () =>
            mockServices.discovery.mock({ getBaseUrl: async () => plugin.url }),
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
            sandbox: { enabled: true },
            goldenPaths: {
              kubernetes: { clusters: [{ name: 'sandbox' }] },
              connections: {
                pipelines: {
                  sandbox: {
                    ...connection,
                    type: 'kfp',
                    url: `${sandbox.url}/kfp`,
                  },
                },
                registries: {
                  sandbox: { ...connection, type: 'mlflow', url: sandbox.url },
                },
              },
            },
          },
        }),
      ],
    });
  });
  afterAll(async () => {
    await backend?.stop();
    await plugin?.stop();
    await sandbox?.stop();
    folders.forEach(folder => rmSync(folder, { recursive: true }));
  });

  async function run(id: string, input: JsonObject, workspacePath = '/') {
    const outputs: Record<string, any> = {};
    await actions.get(id)!.handler({
      ...createMockActionContext({ input, workspacePath }),
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
    } as never);
    return outputs;
  }

  async function runsOfEntity(): Promise<PipelinesResponse> {
    const { port } = backend.server.address() as { port: number };
    const response = await fetch(
      `http://localhost:${port}/api/golden-paths/pipelines?entityRef=component:default/${NAME}`,
      { headers: { authorization: mockCredentials.user.header() } },
    );
    expect(response.status).toBe(200);
    return response.json();
  }

  /** What was seen within the last seconds is not asked for again. */
  function lookAgain(): void {
    const now = Date.now();
    jest.restoreAllMocks();
    jest.spyOn(Date, 'now').mockReturnValue(now + 60_000);
  }

  async function startRun(parameters: JsonObject, title: string) {
    const workspace = mkdtempSync(join(tmpdir(), 'golden-path-'));
    folders.push(workspace);
    await renderPiece('pipeline-kfp', { name: NAME }, workspace);
    const uploaded = await run(
      'kfp:pipeline:upload',
      { connection: 'sandbox', path: 'pipeline/pipeline.yaml', name: NAME },
      workspace,
    );
    expect(uploaded.annotation).toBe(`sandbox/${NAME}`);
    const { runId } = await run('kfp:run:create', {
      connection: 'sandbox',
      pipelineId: uploaded.pipelineId,
      pipelineVersionId: uploaded.pipelineVersionId,
      title,
      experiment: NAME,
      parameters,
    });
    return { runId, pipelineVersionId: uploaded.pipelineVersionId };
  }

  it('runs the pipeline to a registered model, and shows it on the entity', async () => {
    const { runId } = await startRun({ model_name: NAME }, 'first');
    const ended = await run('kfp:run:wait', {
      connection: 'sandbox',
      runId,
      timeoutMinutes: 1,
    });
    expect(ended).toMatchObject({
      state: 'SUCCEEDED',
      mlflowRunId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const { model_versions: versions } = await sandbox.get<any>(
      `/api/2.0/mlflow/model-versions/search?filter=${encodeURIComponent(
        `name='${NAME}'`,
      )}`,
    );
    expect(versions).toHaveLength(1);

    const { sources, runs } = await runsOfEntity();
    expect(sources[0]).toMatchObject({
      id: `kfp:sandbox/${NAME}`,
      state: 'ok',
    });
    expect(runs).toMatchObject([
      {
        id: runId,
        title: expect.stringContaining('first'),
        state: 'succeeded',
        parameters: { model_name: NAME },
        mlflowRun: { runId: ended.mlflowRunId },
        metrics: expect.objectContaining({ auc: expect.any(Number) }),
      },
    ]);
    expect(runs[0].steps.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'ingest-data',
        'validate-data',
        'train-model',
        'evaluate-model',
        'gate',
        'register-model',
      ]),
    );
    // The sandbox has no pages.
    expect(runs[0].url).toBeUndefined();
    expect(runs[0].mlflowRun!.url).toBeUndefined();
  });

  it('stops at a gate that is not reached, and keeps the runs over a restart', async () => {
    const { runId, pipelineVersionId } = await startRun(
      { model_name: `${NAME}-strict`, minimum_auc: 0.9999 },
      'too strict',
    );
    await expect(
      run('kfp:run:wait', { connection: 'sandbox', runId, timeoutMinutes: 1 }),
    ).rejects.toThrow(
      /The evaluation gate is closed: auc is 0\.\d+, the minimum is 0\.9999/,
    );
    await sandbox.restart();
    lookAgain();
    const { runs } = await runsOfEntity();
    expect(runs.find(({ id }) => id === runId)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('the minimum is 0.9999'),
    });
    // The same file is not uploaded twice.
    const again = await startRun({ model_name: NAME }, 'again');
    expect(again.pipelineVersionId).toBe(pipelineVersionId);
    const { model_versions: versions = [] } = await sandbox.get<any>(
      `/api/2.0/mlflow/model-versions/search?filter=${encodeURIComponent(
        `name='${NAME}-strict'`,
      )}`,
    );
    expect(versions).toEqual([]);
  });

  it('takes the manifests of a diagnostic service, which then serves', async () => {
    const runner = await TemplateRunner.start();
    const repository = await RenderedRepository.render(
      runner,
      'diagnostic-model-deployment',
      { ground: 'own-gpus', delivery: 'kubernetes', ci: 'github' },
    ).finally(async () => runner.stop());
    const workspace = repository.write();
    folders.push(workspace);
    const { cluster, namespace } = VALUES['diagnostic-model-deployment'];
    const apply = async () =>
      run(
        'kubernetes:apply',
        {
          cluster: cluster!,
          namespace: namespace!,
          directory: 'deploy',
          clusterScopedKinds: ['StorageClass'],
          optionalKinds: ['PrometheusRule'],
        },
        workspace,
      );
    const first = await apply();
    expect(first.leftOut).toEqual([]);
    expect(first.objects).toHaveLength(repository.manifests.length);
    expect(first.objects.every(({ change }: any) => change === 'created')).toBe(
      true,
    );
    const second = await apply();
    expect(
      second.objects.filter(({ change }: any) => change !== 'unchanged'),
    ).toEqual([]);

    // It loads its model, and then answers those who ask it.
    const service = `/k8s/apis/serving.kserve.io/v1beta1/namespaces/${namespace}/inferenceservices/${NAME}`;
    const isReady = async () => {
      const { status } = await sandbox.get<any>(service);
      return status.conditions.some(
        (condition: any) =>
          condition.type === 'Ready' && condition.status === 'True',
      );
    };
    const answered = async () => {
      const metrics = await sandbox.get<string>(
        `/metrics/${namespace}/${NAME}`,
      );
      const found = /^model_infer_request_success_total\{.*\} (\d+)/m.exec(
        metrics,
      );
      return Number(found?.[1]);
    };
    await until(isReady);
    await until(async () => (await answered()) > 0);
    const { items: pods } = await sandbox.get<any>(
      `/k8s/api/v1/namespaces/${namespace}/pods`,
    );
    expect(pods.map(({ metadata }: any) => metadata.name)).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`${NAME}-predictor-`),
        expect.stringContaining(`${NAME}-audit-`),
      ]),
    );
    const targets = await sandbox.get<any[]>('/metrics/sd');
    expect(targets.map(({ labels }) => labels)).toContainEqual(
      expect.objectContaining({ namespace, inferenceservice: NAME }),
    );

    const before = await answered();
    await sandbox.restart();
    expect(await isReady()).toBe(true);
    expect(await answered()).toBeGreaterThanOrEqual(before);
  });

  it('trains a TrainJob to its end, and shows how far it is', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'golden-path-'));
    folders.push(workspace);
    writeFileSync(
      join(workspace, 'trainjob.yaml'),
      stringify({
        apiVersion: 'trainer.kubeflow.org/v1alpha1',
        kind: 'TrainJob',
        metadata: { name: 'fine-tune' },
        spec: { runtimeRef: { name: 'torch-distributed' } },
      }),
    );
    writeFileSync(
      join(workspace, 'namespace.yaml'),
      stringify({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: NAME },
      }),
    );
    const job = { cluster: 'sandbox', namespace: NAME };
    await run(
      'kubernetes:apply',
      { ...job, files: ['namespace.yaml'] },
      workspace,
    );
    const submitted = await run(
      'trainjob:submit',
      { ...job, path: 'trainjob.yaml' },
      workspace,
    );
    expect(submitted).toEqual({
      name: 'fine-tune',
      annotation: `sandbox/${NAME}/fine-tune`,
      change: 'created',
    });
    await expect(
      run('trainjob:watch', { ...job, name: 'fine-tune', timeoutMinutes: 1 }),
    ).resolves.toMatchObject({ state: 'succeeded' });
    lookAgain();
    const { runs } = await runsOfEntity();
    expect(runs.find(({ type }) => type === 'trainjob')).toMatchObject({
      title: 'fine-tune',
      state: 'succeeded',
      progress: 1,
      metrics: { loss: expect.any(Number) },
    });
  });
});

/** Asks until it holds; the time limit of the test ends it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await delay(200);
  }
}
