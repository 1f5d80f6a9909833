import request from 'supertest';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import searchPlugin from '@backstage/plugin-search-backend';
import searchModulePg from '@backstage/plugin-search-backend-module-pg';
import catalogModuleModels from '@platform-ops/backstage-plugin-catalog-backend-module-models';
import modelsPlugin from '@platform-ops/backstage-plugin-models-backend';
import mlflowModule from '@platform-ops/backstage-plugin-models-backend-module-mlflow';
import searchModuleModels from '@platform-ops/backstage-plugin-search-backend-module-models';
import { describeWithServer } from '@platform-ops/test-servers';
import { SlowRegistry } from './__testUtils__/SlowRegistry';

/** Until the catalog has processed and stitched, which it does in its own time. */
async function until<T>(
  read: () => Promise<T>,
  isThere: (value: T) => boolean,
): Promise<T> {
  let value = await read();
  for (let turn = 0; turn < 600 && !isThere(value); turn++) {
    await new Promise(resolve => setTimeout(resolve, 50));
    value = await read();
  }
  return value;
}

describeWithServer('postgresql', 'the portal on PostgreSQL', postgres => {
  it('holds the models of a registry as entities and finds them', async () => {
    const registry = await SlowRegistry.start();
    registry.openPages(1000);
    const scheduler = mockServices.scheduler();
    const backend = await startTestBackend({
      features: [
        databaseServiceFactory,
        modelsPlugin,
        mlflowModule,
        catalogPlugin,
        catalogModuleModels,
        searchPlugin,
        searchModulePg,
        searchModuleModels,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.permissions.factory(),
        mockServices.rootConfig.factory({
          data: {
            backend: {
              database: {
                client: 'pg',
                connection: postgres().connectionString,
                // As in production
                pluginDivisionMode: 'schema',
              },
            },
            catalog: { rules: [{ allow: ['Model'] }] },
            models: {
              registries: { slow: { type: 'mlflow', url: registry.url } },
            },
          },
        }),
      ],
    });
    try {
      const get = async <T>(path: string): Promise<T> => {
        const response = await request(backend.server)
          .get(`/api${path}`)
          .set('authorization', mockCredentials.user.header());
        expect(response.status).toBe(200);
        return response.body;
      };
      await scheduler.triggerTask('models-sync-slow');
      await scheduler.triggerTask('models-registry:slow');
      const { items } = await until(
        () =>
          get<{ items: Entity[] }>(
            '/catalog/entities/by-query?filter=kind=model&limit=100&orderField=metadata.name,asc',
          ),
        page => page.items.length >= registry.names.length,
      );
      expect(items.map(item => stringifyEntityRef(item))).toEqual(
        registry.names.map(name => `model:slow/${name}`),
      );
      expect(items[7]).toMatchObject({
        metadata: {
          title: 'model-07',
          labels: { 'platformops.io/registry': 'slow' },
        },
        spec: { lifecycle: 'production', stages: ['production'] },
      });

      await scheduler.triggerTask('search_index_models');
      const { results } = await get<{ results: Array<{ document: object }> }>(
        '/search/query?term=model-07&types[0]=models&filters[stage]=production',
      );
      expect(results.map(({ document }) => document)).toContainEqual(
        expect.objectContaining({
          title: 'model-07',
          location: '/catalog/slow/model/model-07',
          registry: 'slow',
          stages: ['production'],
        }),
      );
    } finally {
      await backend.stop();
      await registry.stop();
    }
  }, 60_000);
});
