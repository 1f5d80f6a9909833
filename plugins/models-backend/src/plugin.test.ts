import request from 'supertest';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  listModelsResponseSchema,
  modelSchema,
  type Model,
  type ModelSummary,
} from '@platform-ops/backstage-plugin-models-common';
import { modelRegistriesExtensionPoint } from '@platform-ops/backstage-plugin-models-node';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';
import { FakeRegistry } from './__testUtils__/FakeRegistry';
import { routes } from './api/routes';
import modelsPlugin from './index';

const user = { authorization: mockCredentials.user.header() };
const service = {
  authorization: mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(),
    targetPluginId: 'models',
  }),
};

function fill(registry: FakeRegistry) {
  const dataset = { name: 'cxr', digest: 'd1', split: 'test' };
  registry.add(
    'chest-xray',
    Object.fromEntries(
      [1, 2, 3].map(version => [
        version,
        {
          runId: `r${version}`,
          details: {
            metrics: [{ name: 'auc', value: 0.8 + version / 100, dataset }],
            parameters: { lr: `${version}` },
            datasets: [dataset],
          },
        },
      ]),
    ),
    {
      description: 'Finds pneumonia.',
      aliases: { champion: '2', challenger: '3' },
      tags: {
        'platformops.io/owner': 'imaging',
        'platformops.io/task': 'image-classification',
        'platformops.io/data-classification': 'phi',
        'platformops.io/risk-tier': 'high',
      },
    },
  );
  registry.add('misspelt', undefined, {
    tags: {
      'platformops.io/owner': 'shop',
      'platformops.io/data-classification': 'public; ppi',
    },
  });
  for (let i = 0; i < 30; i++) {
    registry.add(`model-${i}`, undefined, {
      tags: i % 2 ? { 'platformops.io/owner': 'shop' } : {},
    });
  }
}

async function start(
  decision?: PolicyDecision,
  hints: { publish(): Promise<void> } = { publish: async () => {} },
) {
  const registry = new FakeRegistry();
  fill(registry);
  let result: PolicyDecision = decision ?? { result: AuthorizeResult.ALLOW };
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({
        result:
          result.result === AuthorizeResult.ALLOW
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      })),
    authorizeConditional: async requests => requests.map(() => result),
  });
  const actions = actionsRegistryServiceMock();
  const scheduler = mockServices.scheduler();
  const { server } = await startTestBackend({
    features: [
      modelsPlugin,
      createBackendModule({
        pluginId: 'models',
        moduleId: 'fake',
        register(env) {
          env.registerInit({
            deps: { registries: modelRegistriesExtensionPoint },
            async init({ registries }) {
              registries.addModelRegistry(registry);
            },
          });
        },
      }),
      permissions.factory,
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => hints,
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'platformops.io/v1alpha1',
            kind: 'Model',
            metadata: {
              name: 'x',
              annotations: { 'platformops.io/registry-ref': 'prod/nothing' },
            },
            spec: {},
          },
          {
            apiVersion: 'platformops.io/v1alpha1',
            kind: 'Model',
            metadata: {
              name: 'stranger',
              annotations: { 'platformops.io/registry-ref': 'prod/chest-xray' },
            },
            spec: {},
          },
        ],
      }),
    ],
  });
  await scheduler.triggerTask('models-sync-prod');
  await scheduler.triggerTask('models-claims');
  const get = (path: string, headers = user) =>
    request(server).get(`/api/models${path}`).set(headers);
  return {
    server,
    get,
    actions,
    decide(next: PolicyDecision) {
      result = next;
    },
  };
}

describe('modelsPlugin', () => {
  it('lists, filters, sorts and pages models', async () => {
    const { get, server } = await start();
    const all: ModelSummary[] = [];
    let cursor: string | undefined = '';
    do {
      const { body, status } = await get(
        `/models?limit=8&sort=owner&order=desc${
          cursor ? `&cursor=${cursor}` : ''
        }`,
      );
      expect(status).toBe(200);
      expect(listModelsResponseSchema.parse(body).totalItems).toBe(32);
      all.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor);
    expect(new Set(all.map(item => item.id)).size).toBe(32);
    expect(all[0].owner).toBeUndefined();
    expect(all.at(-1)!.owner).toBe('group:default/imaging');

    const found = await get(
      '/models?stage=production&riskTier=high&query=PNEUMONIA',
    );
    expect(found.body).toMatchObject({
      totalItems: 1,
      items: [{ title: 'chest-xray', entityRef: 'model:prod/chest-xray' }],
    });
    expect((await get('/models?owner=none')).body.totalItems).toBe(15);
    expect(
      (await get('/models?owner=none&owner=group:default/imaging')).body
        .totalItems,
    ).toBe(16);
    expect((await get('/models?query=100%25')).body.totalItems).toBe(0);

    const facets = (await get('/models/facets?owner=none')).body;
    expect(facets.owner).toContainEqual({
      value: 'group:default/shop',
      count: 16,
    });
    expect(facets.stage).toEqual([{ value: 'none', count: 15 }]);

    const byRefs = await request(server)
      .post('/api/models/models/by-refs')
      .set(user)
      .send({ entityRefs: ['model:prod/nothing', 'Model:Prod/Chest-Xray'] });
    expect(byRefs.body.items).toEqual([
      null,
      expect.objectContaining({ title: 'chest-xray' }),
    ]);
  });

  it('serves a model, its versions, comparison and history', async () => {
    const { get } = await start();
    const [{ id }] = (await get('/models?entityRef=model:prod/chest-xray')).body
      .items as Model[];
    expect((await get(`/models/${id}`)).body).toMatchObject({
      description: 'Finds pneumonia.',
      riskTier: 'high',
      problems: [],
    });
    const versions = (await get(`/models/${id}/versions?query=champion`)).body;
    expect(versions).toMatchObject({
      totalItems: 1,
      items: [{ version: '2', stage: 'production', stageSource: 'alias' }],
    });
    expect(
      (await get(`/models/${id}/versions?version=3`)).body.items,
    ).toMatchObject([{ version: '3' }]);
    const versionId = versions.items[0].id;
    expect((await get(`/models/${id}/versions/${versionId}`)).body).toEqual(
      versions.items[0],
    );
    expect(
      (await get(`/models/${id}/comparison?versions=2,3`)).body.metrics,
    ).toMatchObject([{ name: 'auc', comparable: true, best: [1] }]);
    const history = (await get(`/models/${id}/stage-history`)).body.items;
    expect(history.map((item: { to: string }) => item.to).sort()).toEqual([
      'canary',
      'production',
    ]);
    const missing = await get(`/models/${id}/comparison?versions=2,99`);
    expect(missing.status).toBe(404);
    expect(missing.body.error.message).toContain(
      "'chest-xray' has no version 99",
    );
  });

  it('finds versions by artefacts, of models that the caller may see', async () => {
    const { server, decide } = await start();
    const find = (artifacts: object[]) =>
      request(server)
        .post('/api/models/versions/by-artifacts')
        .set(user)
        .send({ artifacts });
    const artifact = { uri: 'models:/chest-xray/2' };
    expect((await find([artifact])).body.items).toMatchObject([
      {
        outcome: 'match',
        versions: [
          {
            entityRef: 'model:prod/chest-xray',
            version: '2',
            stage: 'production',
            aliases: ['champion'],
            matchedBy: 'artifact-uri',
          },
        ],
      },
    ]);
    const longest = { uri: `s3://models/${'x'.repeat(1488)}` };
    expect((await find(Array(500).fill(longest))).status).toBe(200);
    expect((await find(Array(501).fill(artifact))).status).toBe(400);

    decide({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'models',
      resourceType: 'models-model',
      conditions: {
        resourceType: 'models-model',
        rule: 'IS_OWNER',
        params: { claims: ['group:default/shop'] },
      },
    });
    expect((await find([artifact])).body.items).toMatchObject([
      { outcome: 'none', versions: [] },
    ]);
    decide({ result: AuthorizeResult.DENY });
    expect((await find([artifact])).status).toBe(403);
  });

  it('says which class was not understood, and no type that nobody gave', async () => {
    const { get } = await start();
    const { items } = (await get('/models?dataClassification=unrecognised'))
      .body;
    expect(items).toMatchObject([
      { title: 'misspelt', dataClassification: ['public', 'unrecognised'] },
    ]);
    expect(items[0]).not.toHaveProperty('type');
    const { body } = await get(`/models/${items[0].id}`);
    expect(modelSchema.parse(body)).toMatchObject({
      unrecognisedClassification: 'ppi',
      problems: [expect.stringContaining("'ppi' is not understood")],
    });
  });

  it('names the field, what was found and what is allowed', async () => {
    const { get } = await start();
    const bad = await get('/models?stage=live&limit=0&cursor=abc');
    expect(bad.status).toBe(400);
    expect(bad.body.error.message).toMatch(
      /stage\.0: .*"production".*; found .*limit: .*>=1; found "0"/,
    );
    const cursor = await get('/models?cursor=abc');
    expect(cursor.status).toBe(400);
    expect(cursor.body.error.message).toMatch(/^cursor: 'abc' was not given/);
    const registry = await get('/changes?registry=dev', service);
    expect(registry.status).toBe(404);
    expect(registry.body.error.message).toBe(
      "registry: 'dev' is not configured; configured are prod",
    );
  });

  it('shows each caller only what the policy lets them see', async () => {
    const { get, server, decide } = await start();
    const [{ id }] = (await get('/models?entityRef=model:prod/chest-xray')).body
      .items;
    const claimOf = async (name: string) =>
      (await get(`/claims?entityRef=model:default/${name}`)).body.claim;
    expect(await claimOf('stranger')).toMatchObject({ accepted: false });
    decide({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'models',
      resourceType: 'models-model',
      conditions: {
        anyOf: [
          {
            not: {
              resourceType: 'models-model',
              rule: 'HAS_CLASSIFICATION',
              params: { classifications: ['phi', 'unrecognised'] },
            },
          },
          {
            resourceType: 'models-model',
            rule: 'IS_OWNER',
            params: { claims: ['group:default/nobody'] },
          },
        ],
      },
    });
    expect((await get('/models')).body).toMatchObject({ totalItems: 30 });
    expect((await get('/models/facets')).body.riskTier).toEqual([
      { value: 'none', count: 30 },
    ]);
    expect((await get(`/models/${id}`)).status).toBe(403);
    expect((await get(`/models/${id}/versions`)).status).toBe(403);
    expect(await claimOf('stranger')).toBeNull();
    expect(await claimOf('x')).toMatchObject({ target: 'prod/nothing' });
    expect(
      (await get('/models/00000000-0000-4000-8000-000000000000')).status,
    ).toBe(404);
    decide({ result: AuthorizeResult.DENY });
    for (const path of ['/models', '/models/facets', '/registries']) {
      const { status, body } = await get(path);
      expect(status).toBe(403);
      expect(body.error.message).toMatch(/^This needs the permission models\./);
    }
    expect(
      (await request(server).post('/api/models/registries/prod/sync').set(user))
        .status,
    ).toBe(403);
    expect((await get('/changes?registry=prod')).status).toBe(403);
    expect((await get('/changes?registry=prod', service)).status).toBe(403);
    expect(
      (await get('/models', { authorization: mockCredentials.none.header() }))
        .status,
    ).toBe(401);
  });

  it('tells how registries stand and takes the request to sync', async () => {
    const { get, server } = await start();
    expect((await get('/registries')).body.items).toMatchObject([
      {
        id: 'prod',
        type: 'fake',
        state: 'connected',
        stale: false,
        serverVersion: '1.0',
        counts: { models: 32, versions: 34, prompts: 2 },
      },
    ]);
    const sync = (id: string) =>
      request(server).post(`/api/models/registries/${id}/sync`).set(user);
    expect((await sync('prod')).status).toBe(202);
    expect((await sync('dev')).status).toBe(404);
  });

  it('does not take a hint that nobody hears for a failure', async () => {
    const { get } = await start(undefined, {
      publish: async () => {
        throw new Error('The signals backend is down');
      },
    });
    expect((await get('/registries')).body.items).toMatchObject([
      { state: 'connected' },
    ]);
  });

  it('lets agents find and read what they may see', async () => {
    const { actions, decide } = await start();
    const credentials = mockCredentials.user();
    const list = (input: object) =>
      actions.invoke({ id: 'test:list-models', input, credentials });
    expect((await list({ stage: 'production' })).output).toMatchObject({
      totalItems: 1,
      models: [
        {
          entityRef: 'model:prod/chest-xray',
          stages: [
            { version: '2', stage: 'production' },
            { version: '3', stage: 'canary' },
          ],
        },
      ],
    });
    const get = (entityRef: string) =>
      actions.invoke({
        id: 'test:get-model',
        input: { entityRef },
        credentials,
      });
    expect((await get('model:prod/chest-xray')).output).toMatchObject({
      riskTier: 'high',
      versions: [
        { version: '3', metrics: [{ name: 'auc', split: 'test' }] },
        { version: '2' },
        { version: '1' },
      ],
    });
    await expect(get('model:prod/nothing')).rejects.toThrow(
      "there is no model 'model:prod/nothing' that you may see",
    );
    decide({ result: AuthorizeResult.DENY });
    await expect(list({})).rejects.toThrow('models.model.read');
  });

  it('answers each documented example as its OpenAPI document says', async () => {
    const { get, server } = await start();
    const [{ id }] = (await get('/models?entityRef=model:prod/chest-xray')).body
      .items;
    const document = (await get('/openapi.json')).body;
    expect(document.openapi).toBe('3.0.3');
    for (const [name, route] of Object.entries<RouteDefinition>(routes)) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      expect(document.paths[path][route.method].operationId).toBe(name);
      if (!route.example) {
        continue;
      }
      const query = new URLSearchParams(route.example.query);
      const response = await request(server)
        [route.method](`/api/models${route.path.replace(':id', id)}?${query}`)
        .set(user)
        .send(route.example.body as object | undefined);
      expect([name, response.status]).toEqual([name, 200]);
      expect(route.response!.safeParse(response.body).error).toBeUndefined();
    }
  });
});
