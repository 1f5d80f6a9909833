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
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleTemplates from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import type { JsonObject } from '@backstage/types';
import catalogModuleModels from '@platform-ops/backstage-plugin-catalog-backend-module-models';
import goldenPathsPlugin from '@platform-ops/backstage-plugin-golden-paths-backend';
import { repositoryUrlReaderFactory } from '@platform-ops/backstage-plugin-golden-paths-node';
import scaffolderModuleMlops from '@platform-ops/backstage-plugin-scaffolder-backend-module-mlops';
import type { FakeHttpServer } from '@platform-ops/test-servers';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { VALUES } from './paths/values';
import { TEMPLATES } from './renderPiece';
import {
  SANDBOX_TOKEN,
  SandboxProcess,
  startKubernetesPluginDouble,
} from './sandbox/startSandboxProcess';

jest.setTimeout(240_000);

describe('a path from its form to its end', () => {
  let sandbox: SandboxProcess;
  let plugin: FakeHttpServer;
  let backend: TestBackend;
  let portalUrl = '';
  const directory = mkdtempSync(join(tmpdir(), 'repositories-'));

  beforeAll(async () => {
    sandbox = await SandboxProcess.start();
    plugin = await startKubernetesPluginDouble(sandbox);
    const connection = { token: SANDBOX_TOKEN, sandbox: true };
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleTemplates,
        catalogModuleModels,
        scaffolderPlugin,
        scaffolderModuleMlops,
        goldenPathsPlugin,
        repositoryUrlReaderFactory,
        createServiceFactory({
          service: coreServices.discovery,
          deps: {},
          factory: () =>
            mockServices.discovery.mock({
              getBaseUrl: async id =>
                id === 'kubernetes' ? plugin.url : `${portalUrl}/api/${id}`,
            }),
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
            sandbox: { enabled: true },
            catalog: {
              rules: [
                {
                  allow: [
                    'Component',
                    'API',
                    'Dataset',
                    'Template',
                    'Location',
                  ],
                },
              ],
              processingInterval: { seconds: 10 },
              locations: [
                { type: 'file', target: join(TEMPLATES, 'all.yaml') },
              ],
            },
            goldenPaths: {
              repositories: { directory },
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
    const { port } = backend.server.address() as { port: number };
    portalUrl = `http://localhost:${port}`;
  });
  afterAll(async () => {
    await backend?.stop();
    await plugin?.stop();
    await sandbox?.stop();
    rmSync(directory, { recursive: true });
  });

  async function call(path: string, body?: object) {
    const response = await fetch(`${portalUrl}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: mockCredentials.user.header(),
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : undefined,
    };
  }

  /** Asks until there is something; the time limit of the test ends it. */
  async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const found = await look();
      if (found !== undefined) {
        return found;
      }
      await delay(250);
    }
  }

  async function entityOf(ref: string) {
    const [kind, name] = ref.split(':');
    return eventually(async () => {
      const { status, body } = await call(
        `/catalog/entities/by-name/${kind}/default/${name}`,
      );
      return status === 200 ? body : undefined;
    });
  }

  /** @returns the log of the task. */
  async function create(path: string, values: JsonObject) {
    await entityOf(`template:${path}`);
    const { status, body } = await call('/scaffolder/v2/tasks', {
      templateRef: `template:default/${path}`,
      values,
    });
    expect({ status, body }).toMatchObject({ status: 201 });
    const task = await eventually(async () => {
      const { body: found } = await call(`/scaffolder/v2/tasks/${body.id}`);
      return ['completed', 'failed', 'cancelled'].includes(found.status)
        ? found
        : undefined;
    });
    const { body: events } = await call(
      `/scaffolder/v2/tasks/${body.id}/events`,
    );
    const log: string = events
      .map((event: any) => event.body.message)
      .join('\n');
    if (task.status !== 'completed') {
      throw new Error(`${path} ${task.status}:\n${log.slice(-2_000)}`);
    }
    return log;
  }

  it('makes a diagnostic service that is trained, deployed and known', async () => {
    const log = await create('diagnostic-model-deployment', {
      ...VALUES['diagnostic-model-deployment'],
      ground: 'own-gpus',
      delivery: 'kubernetes',
      ci: 'github',
      // The form's own; the sandbox reaches it.
      minimumAuc: 0.9,
      waitForRun: true,
    });
    expect(log).toContain('gate: succeeded');
    expect(log).toContain(
      'InferenceService.serving.kserve.io imaging-triage/chest-triage: created',
    );
    expect(log).not.toContain(SANDBOX_TOKEN);

    const entity = await entityOf('component:chest-triage');
    expect(entity.metadata.annotations).toMatchObject({
      'platformops.io/golden-path': expect.stringMatching(
        /^diagnostic-model-deployment@\d/,
      ),
      'platformops.io/kfp-pipeline': 'sandbox/chest-triage',
    });
    const { body: pipelines } = await call(
      '/golden-paths/pipelines?entityRef=component:default/chest-triage',
    );
    expect(pipelines).toMatchObject({
      sources: [{ type: 'kfp', state: 'ok' }],
      runs: [{ state: 'succeeded', metrics: { auc: expect.any(Number) } }],
    });
    const { body: repository } = await call(
      '/golden-paths/repositories/chest-triage',
    );
    expect(repository).toMatchObject({
      owner: 'group:default/imaging-ai',
      path: { name: 'diagnostic-model-deployment' },
      entityRefs: expect.arrayContaining(['component:default/chest-triage']),
    });
  });

  it.each([
    [
      'train-model-pipeline',
      { name: 'second-triage', minimumAuc: 0.9, minimumRecall: 0.85 },
    ],
    ['serve-model', { name: 'third-triage', namespace: 'third-triage' }],
    ['adopt-existing-model', { name: 'adopted-triage' }],
  ])('goes to the end of %s', async (path, changes) => {
    await create(path, {
      ...VALUES[path],
      ground: 'own-gpus',
      delivery: 'kubernetes',
      ci: 'gitlab',
      ...changes,
    });
    const { metadata } = await entityOf(`component:${changes.name}`);
    expect(metadata.annotations['platformops.io/golden-path']).toContain(path);
  });

  it('tunes a language model, registers it and serves it', async () => {
    const log = await create('fine-tune-llm', {
      ...VALUES['fine-tune-llm'],
      ground: 'own-gpus',
      delivery: 'kubernetes',
      ci: 'github',
    });
    expect(log).toContain('support-answers: succeeded');
    expect(log).toContain(
      'Registered s3://models/support-answers/1 as version 1 of support-answers',
    );
    expect(log).toContain(
      'InferenceService.serving.kserve.io support-answers/support-answers: created',
    );
    await entityOf('component:support-answers');
    const { body: pipelines } = await call(
      '/golden-paths/pipelines?entityRef=component:default/support-answers',
    );
    expect(pipelines).toMatchObject({
      sources: [{ type: 'trainjob', state: 'ok' }],
      runs: [{ state: 'succeeded', progress: 1 }],
    });
  });
});
