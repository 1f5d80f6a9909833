import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import catalogModuleModels from '@platform-ops/backstage-plugin-catalog-backend-module-models';
import { modelsServiceRef } from '@platform-ops/backstage-plugin-models-node';
import {
  factCollectorsExtensionPoint,
  type FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import scorecardsModuleCatalog from '..';

const POLL_INTERVAL_MS = 50;
const POLL_TIMEOUT_MS = 20_000;

/** A running catalog with these entities, and the collector that the module adds. */
export async function startCatalog(entities: Entity[]) {
  const collectors: FactCollector[] = [];
  let catalog: CatalogService | undefined;
  const backend = await startTestBackend({
    extensionPoints: [
      [
        factCollectorsExtensionPoint,
        { addFactCollector: (...more) => void collectors.push(...more) },
      ],
    ],
    features: [
      catalogPlugin,
      catalogModuleModels,
      scorecardsModuleCatalog,
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'entities-of-the-test',
        register(env) {
          env.registerInit({
            deps: {
              catalog: catalogServiceRef,
              processing: catalogProcessingExtensionPoint,
            },
            async init(deps) {
              catalog = deps.catalog;
              deps.processing.addEntityProvider({
                getProviderName: () => 'test',
                connect: connection =>
                  connection.applyMutation({
                    type: 'full',
                    entities: entities.map(entity => ({
                      entity,
                      locationKey: 'test',
                    })),
                  }),
              });
            },
          });
        },
      }),
      createServiceFactory({
        service: modelsServiceRef,
        deps: {},
        factory: () => ({
          listRegistries: async () => ({ items: [] }),
          listModels: async () => ({ items: [], totalItems: 0 }),
          getModelsByRefs: async () => ({ items: [] }),
          listVersions: async () => ({ items: [], totalItems: 0 }),
          listHistory: async () => ({ items: [] }),
          findVersionsByArtifacts: async () => ({ items: [] }),
          listChanges: async () => ({
            items: [],
            revision: 0,
            hasMore: false,
            complete: true,
          }),
        }),
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => mockServices.scheduler(),
      }),
      mockServices.rootConfig.factory({
        data: {
          models: { registries: {} },
          catalog: {
            rules: [{ allow: [...new Set(entities.map(({ kind }) => kind))] }],
          },
        },
      }),
    ],
  });
  const credentials = mockCredentials.service();

  return {
    collector: collectors[0],
    stop: () => backend.stop(),
    /** All of these kinds, once the catalog is done with them. */
    async read(kinds: string[], isDone: (found: Entity[]) => boolean) {
      const deadline = Date.now() + POLL_TIMEOUT_MS;
      for (;;) {
        const { items } = await catalog!.getEntities(
          { filter: { kind: kinds } },
          { credentials },
        );
        if (isDone(items)) {
          return items;
        }
        if (Date.now() > deadline) {
          throw new Error(`The catalog has ${items.length} entities`);
        }
        await new Promise(resolve => setTimeout(resolve, POLL_INTERVAL_MS));
      }
    },
  };
}
