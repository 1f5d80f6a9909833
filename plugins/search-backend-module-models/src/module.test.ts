import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type AuthorizePermissionRequest,
} from '@backstage/plugin-permission-common';
import searchPlugin from '@backstage/plugin-search-backend';
import type {
  ListModelsQuery,
  ModelSummary,
} from '@platform-ops/backstage-plugin-models-common';
import {
  modelsServiceRef,
  type ModelsService,
} from '@platform-ops/backstage-plugin-models-node';
import request from 'supertest';
import searchModuleModels from '.';

function model(overrides: Partial<ModelSummary>): ModelSummary {
  return {
    id: '6f1c1f0e-5c3c-4a46-9d1b-0b5a7a1f2a11',
    registryId: 'mlflow',
    nativeName: 'churn',
    entityRef: 'model:mlflow/churn',
    title: 'churn',
    dataClassification: [],
    stagedVersions: [],
    aliases: [],
    versionCount: 1,
    firstSeenAt: '2026-11-01T00:00:00Z',
    lastSyncedAt: '2026-11-02T00:00:00Z',
    stale: false,
    claim: { state: 'none' },
    revision: 1,
    ...overrides,
  };
}

const pages = [
  [
    model({
      nativeName: 'Chest triage',
      title: 'Chest X-ray triage',
      entityRef: 'model:default/chest-triage',
      purpose: 'Puts urgent radiographs first.',
      task: 'image-classification',
      framework: 'pytorch',
      owner: 'group:default/imaging-ai',
      aliases: [{ alias: 'champion', version: '14' }],
      stagedVersions: [
        {
          id: '5f0f7ddc-9d39-4c26-b12d-27ee2d7d9b3c',
          version: '14',
          stage: 'production',
          source: 'alias',
        },
        {
          id: '8b1ab71c-62b4-4e4e-9d43-6f4d1e0fd2a8',
          version: '15',
          stage: 'candidate',
          source: 'alias',
        },
      ],
    }),
  ],
  [
    model({ title: 'secret radiographs', entityRef: 'model:mlflow/secret' }),
    model({}),
  ],
];

describe('search module', () => {
  it('lets people find the models that they may see', async () => {
    const queries: ListModelsQuery[] = [];
    const models: ModelsService = {
      listModels: async query => {
        queries.push(query);
        const page = Number(query.cursor ?? 0);
        return {
          items: pages[page],
          totalItems: 3,
          nextCursor: page + 1 < pages.length ? String(page + 1) : undefined,
        };
      },
      listChanges: async () => {
        throw new Error('Not part of this test');
      },
      listRegistries: async () => ({ items: [] }),
      getModelsByRefs: async () => ({ items: [] }),
      listVersions: async () => ({ items: [], totalItems: 0 }),
      listHistory: async () => ({ items: [] }),
      findVersionsByArtifacts: async () => ({ items: [] }),
    };
    const scheduler = mockServices.scheduler();
    const asked: AuthorizePermissionRequest[] = [];
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async requests =>
        requests.map(() => ({
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'models',
          resourceType: 'models-model',
          conditions: { rule: 'ANY', resourceType: 'models-model' },
        })),
      authorize: async requests => {
        asked.push(...requests);
        return requests.map(({ resourceRef }) => ({
          result:
            resourceRef === 'model:mlflow/secret'
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }));
      },
    });
    const backend = await startTestBackend({
      features: [
        searchPlugin,
        searchModuleModels,
        permissions.factory,
        createServiceFactory({
          service: modelsServiceRef,
          deps: {},
          factory: () => models,
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: { permission: { enabled: true } },
        }),
      ],
    });
    try {
      await scheduler.triggerTask('search_index_models');
      expect(queries).toEqual([
        { limit: 500, cursor: undefined },
        { limit: 500, cursor: '1' },
      ]);

      const response = await request(backend.server)
        .get('/api/search/query?term=radiographs&types[0]=models')
        .set('authorization', mockCredentials.user.header());
      expect(
        response.body.results.map(
          (result: { document: unknown }) => result.document,
        ),
      ).toEqual([
        {
          title: 'Chest X-ray triage',
          text: 'Puts urgent radiographs first. · image-classification · pytorch · Chest triage · champion',
          location: '/catalog/default/model/chest-triage',
          owner: 'group:default/imaging-ai',
          task: 'image-classification',
          registry: 'mlflow',
          stage: 'production',
          stages: ['production', 'candidate'],
        },
      ]);
      expect(
        asked.map(({ permission, resourceRef }) => [
          permission.name,
          resourceRef,
        ]),
      ).toEqual(
        expect.arrayContaining([
          ['models.model.read', 'model:default/chest-triage'],
          ['models.model.read', 'model:mlflow/secret'],
        ]),
      );
    } finally {
      await backend.stop();
    }
  });
});
