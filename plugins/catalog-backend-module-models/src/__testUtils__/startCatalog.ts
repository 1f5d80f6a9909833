import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import type { JsonObject } from '@backstage/types';
import { modelsServiceRef } from '@platform-ops/backstage-plugin-models-node';
import type { Knex } from 'knex';
import request from 'supertest';
import catalogModuleModels from '..';
import type { FakeModelsService } from './FakeModelsService';

const POLL_INTERVAL_MS = 50;
const POLL_TIMEOUT_MS = 15_000;

/** A running catalog with this module and a feed from memory. */
export async function startCatalog(options: {
  models: FakeModelsService;
  knex?: Knex;
  catalog?: JsonObject;
}) {
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleModels,
      createServiceFactory({
        service: modelsServiceRef,
        deps: {},
        factory: () => options.models,
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.rootConfig.factory({
        data: {
          models: { registries: { mlflow: { type: 'mlflow' } } },
          catalog: {
            rules: [
              {
                allow: [
                  'Component',
                  'Dataset',
                  'Group',
                  'Location',
                  'Model',
                  'System',
                  'User',
                ],
              },
            ],
            ...options.catalog,
          },
        },
      }),
      ...(options.knex
        ? [mockServices.database.factory({ knex: options.knex })]
        : []),
    ],
  });

  async function get<T>(path: string): Promise<T> {
    const response = await request(backend.server)
      .get(`/api/catalog${path}`)
      .set('authorization', mockCredentials.service.header());
    return response.body as T;
  }

  return {
    stop: () => backend.stop(),
    /** Runs the provider's task once. */
    sync: () => scheduler.triggerTask('models-registry:mlflow'),
    getEntities: async (filter: string) =>
      (await get<{ items: Entity[] }>(`/entities/by-query?filter=${filter}`))
        .items,
    /** The entity as soon as it is as expected. */
    waitForEntity: async (
      ref: string,
      isExpected: (entity: Entity | undefined) => boolean = Boolean,
    ): Promise<Entity> => {
      const [kind, namespace, name] = ref.split(/[:/]/);
      const deadline = Date.now() + POLL_TIMEOUT_MS;
      for (;;) {
        const body = await get<Entity & { error?: unknown }>(
          `/entities/by-name/${kind}/${namespace}/${name}`,
        );
        const entity = body.error ? undefined : body;
        if (isExpected(entity)) {
          return entity as Entity;
        }
        if (Date.now() > deadline) {
          throw new Error(`${ref} is ${JSON.stringify(entity)}`);
        }
        await new Promise(resolve => setTimeout(resolve, POLL_INTERVAL_MS));
      }
    },
    /** What the catalog says to an entity that somebody wants to register. */
    validate: async (entity: Entity): Promise<string> => {
      const response = await request(backend.server)
        .post('/api/catalog/validate-entity')
        .set('authorization', mockCredentials.service.header())
        .send({
          entity,
          location: 'url:https://example.com/catalog-info.yaml',
        });
      return response.status === 200
        ? 'valid'
        : response.body.errors
            .map(({ message }: { message: string }) => message)
            .join('\n');
    },
  };
}
