import { inspect } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { KubernetesClient } from '@platform-ops/backstage-plugin-platform-ops-node';
import { FakeHttpServer } from '@platform-ops/test-servers';
import { accessTo } from './__testUtils__/accessTo';
import { connect } from './__testUtils__/connect';
import { runAction, Workspace } from './__testUtils__/runAction';
import { createActions } from './createActions';

const TOKEN = 'token-that-nobody-may-see';
const PASSWORD = 'password-that-nobody-may-see';
const HEADER = 'header-that-nobody-may-see';
const WEBHOOK = 'webhook-secret-nobody-may-see';
const SECRETS = [
  TOKEN,
  PASSWORD,
  HEADER,
  WEBHOOK,
  Buffer.from(`ada:${PASSWORD}`).toString('base64'),
];

const manifest = (apiVersion: string, kind: string, rest: object = {}) =>
  JSON.stringify({ apiVersion, kind, metadata: { name: 'a' }, ...rest });
const FILES = {
  'pipeline.yaml': 'schemaVersion: 2.1.0',
  'deploy/a.yaml': manifest('v1', 'ServiceAccount'),
  'service.yaml': manifest('serving.kserve.io/v1beta1', 'InferenceService', {
    spec: {
      predictor: {
        model: { modelFormat: { name: 'onnx' }, storageUri: 's3://a/b' },
      },
    },
  }),
  'application.yaml': manifest('argoproj.io/v1alpha1', 'Application', {
    spec: { destination: {} },
  }),
  'trainjob.yaml': manifest('trainer.kubeflow.org/v1alpha1', 'TrainJob'),
  'slo.yaml': 'kind: none',
  'catalog-info.yaml': 'kind: Component',
};
const cluster = { cluster: 'main', namespace: 'radiology' };
const application = { connection: 'main', name: 'a' };
/** An input with which each action goes as far as it can. */
const INPUTS: Record<string, object> = {
  'golden-path:fetch-shared': { pieces: ['catalog'] },
  'golden-path:record': { parameters: {} },
  'golden-path:leave-existing': { existingPath: 'nothing' },
  'slo:generate': { path: 'slo.yaml', rulesPath: 'rules.yml' },
  'kserve:inference-service:validate': { ...cluster, files: ['service.yaml'] },
  'scorecard:gate': { path: 'catalog-info.yaml' },
  'publish:local-git': { name: 'chest-xray', owner: 'radiology' },
  'kfp:pipeline:upload': {
    connection: 'main',
    path: 'pipeline.yaml',
    name: 'a',
  },
  'kfp:run:create': {
    connection: 'main',
    pipelineId: '1',
    pipelineVersionId: '2',
    title: 'a',
  },
  'kfp:run:wait': { connection: 'main', runId: '1' },
  'trainjob:submit': { ...cluster, path: 'trainjob.yaml' },
  'trainjob:watch': { ...cluster, name: 'a' },
  'mlflow:model:create': { connection: 'main', name: 'a' },
  'mlflow:version:register': {
    connection: 'main',
    name: 'a',
    source: 's3://a/b',
  },
  'mlflow:alias:set': {
    connection: 'main',
    name: 'a',
    alias: 'b',
    version: '1',
  },
  'mlflow:webhook:create': {
    connection: 'main',
    name: 'a',
    url: 'https://portal.example.com/hook',
    events: ['model_version.created'],
    secret: WEBHOOK,
  },
  'kubeflow:model:register': {
    connection: 'kubeflow',
    name: 'a',
    version: '1',
    uri: 's3://a/b',
  },
  'kubernetes:apply': { ...cluster, directory: 'deploy' },
  'argocd:application:create': {
    connection: 'main',
    path: 'application.yaml',
  },
  'argocd:application:sync': application,
  'argocd:application:wait': application,
  'argocd:application:roll-back': application,
};
/** They work in the workspace, or through a service of another plugin. */
const ASK_NO_SERVER = [
  'golden-path:fetch-shared',
  'golden-path:record',
  'golden-path:leave-existing',
  'slo:generate',
  'scorecard:gate',
  'publish:local-git',
];

describe('all actions', () => {
  let server: FakeHttpServer;
  let workspace: Workspace;

  beforeAll(async () => {
    server = await FakeHttpServer.start();
    workspace = await Workspace.create(FILES);
  });

  afterAll(async () => {
    await server.stop();
    await workspace.remove();
  });

  const actions = () =>
    createActions({
      access: accessTo({ name: 'main' }),
      clients: connect({
        pipelines: { main: { type: 'kfp', url: server.url, token: TOKEN } },
        registries: {
          main: {
            type: 'mlflow',
            url: server.url,
            username: 'ada',
            password: PASSWORD,
          },
          kubeflow: {
            type: 'kubeflow',
            url: server.url,
            headers: { 'x-api-key': HEADER },
          },
        },
        argocd: { main: { url: server.url, token: TOKEN } },
      }),
      kubernetes: KubernetesClient.create({
        auth: mockServices.auth.mock({
          getOwnServiceCredentials: async () => ({} as any),
          getPluginRequestToken: async () => ({ token: TOKEN }),
        }),
        discovery: mockServices.discovery.mock({
          getBaseUrl: async () => server.url,
        }),
        key: 'goldenPaths.kubernetes',
        timeoutMilliseconds: 5_000,
      }),
      scorecards: { gate: async () => Promise.reject(new Error('no')) } as any,
      goldenPaths: {
        publish: async () => Promise.reject(new Error('no')),
      } as any,
      reader: mockServices.urlReader.mock(),
      integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
    });

  it('are those that are documented, each with a schema, examples and a dry run', () => {
    expect(actions().map(({ id }) => id)).toEqual(Object.keys(INPUTS));
    for (const { id, description, examples, schema, ...action } of actions()) {
      expect([id, action.supportsDryRun]).toEqual([id, true]);
      expect(description).toBeTruthy();
      expect(schema?.input).toHaveProperty('properties');
      expect(examples).not.toHaveLength(0);
      for (const { example } of examples ?? []) {
        expect(example).toContain(`action: ${id}`);
      }
    }
  });

  it.each(Object.keys(INPUTS))(
    '%s tells no secret, whatever it is answered, and contacts nobody in a dry run',
    async id => {
      const action = actions().find(each => each.id === id)!;
      server.asked.length = 0;
      const dryRun = await runAction(action, INPUTS[id] as any, {
        workspacePath: workspace.path,
        isDryRun: true,
      });
      expect(server.asked).toEqual([]);

      // Those that tell all that they were told.
      const runs = [dryRun];
      for (const status of [400, 401, 403, 409, 500]) {
        server.answer(({ headers, body }) => ({
          status,
          body: {
            message: `You sent ${JSON.stringify(headers)} ${body}`,
            code: JSON.stringify(headers),
            error: JSON.stringify(headers),
          },
        }));
        runs.push(
          await runAction(action, INPUTS[id] as any, {
            workspacePath: workspace.path,
          }),
        );
      }
      const told = inspect(
        runs.map(run => [run, run.error?.stack, run.error?.cause]),
        { depth: 20, maxStringLength: null },
      );
      expect(SECRETS.filter(secret => told.includes(secret))).toEqual([]);
      const asks = !ASK_NO_SERVER.includes(id);
      const sent = JSON.stringify(server.asked.map(({ headers }) => headers));
      expect(SECRETS.some(secret => sent.includes(secret))).toBe(asks);
      expect(runs.slice(1).every(({ error }) => error) || !asks).toBe(true);
    },
  );

  it.each<[string, object]>([
    ['kfp:run:create', { parameters: { deep: [{ key: WEBHOOK }] } }],
    ['kfp:pipeline:upload', {}],
    ['mlflow:model:create', { tags: { key: `key ${WEBHOOK}` } }],
    ['mlflow:version:register', { source: `https://a:${WEBHOOK}@b.example` }],
    ['kubeflow:model:register', { properties: { key: WEBHOOK } }],
    ['kubernetes:apply', {}],
    ['trainjob:submit', {}],
    ['argocd:application:create', {}],
  ])('%s hands on no secret of the task', async (id, input) => {
    const leaking = await Workspace.create({
      ...FILES,
      'pipeline.yaml': `key: ${WEBHOOK}`,
      'deploy/a.yaml': manifest('v1', 'ConfigMap', { data: { key: WEBHOOK } }),
      'trainjob.yaml': manifest('trainer.kubeflow.org/v1alpha1', 'TrainJob', {
        spec: { env: WEBHOOK },
      }),
      'application.yaml': manifest('argoproj.io/v1alpha1', 'Application', {
        spec: { destination: {}, source: { helm: { values: WEBHOOK } } },
      }),
    });
    server.asked.length = 0;
    const { error } = await runAction(
      actions().find(each => each.id === id)!,
      { ...INPUTS[id], ...input } as any,
      { workspacePath: leaking.path, secrets: { hook: WEBHOOK } },
    );
    await leaking.remove();
    expect(error?.message).toContain('found a secret of this task');
    expect(error?.message).not.toContain(WEBHOOK);
    expect(server.asked).toEqual([]);
  });
});
