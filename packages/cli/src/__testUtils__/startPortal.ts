import { resolve } from 'node:path';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
  type ServiceRef,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import scorecardsPlugin from '@platform-ops/backstage-plugin-scorecards-backend';
import { CatalogCollector } from '@platform-ops/backstage-plugin-scorecards-backend-module-catalog';
import scorecardsModuleCi from '@platform-ops/backstage-plugin-scorecards-backend-module-ci';
import { factCollectorsExtensionPoint } from '@platform-ops/backstage-plugin-scorecards-node';

function entity(kind: string, name: string, relations: object[], spec = {}) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec,
    relations,
  } as never;
}

const ENTITIES = [
  entity('Group', 'imaging', [
    { type: 'hasMember', targetRef: 'user:default/ada' },
    { type: 'hasMember', targetRef: 'user:default/grace' },
  ]),
  entity('Component', 'orphan', []),
];

/**
 * A portal that listens, with the scorecards, the collector of the catalog, and
 * one framework of its own.
 */
export async function startPortal() {
  const catalog = catalogServiceMock({ entities: ENTITIES });
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      scorecardsPlugin,
      scorecardsModuleCi,
      createBackendModule({
        pluginId: 'scorecards',
        moduleId: 'catalog-of-the-test',
        register(env) {
          env.registerInit({
            deps: {
              auth: coreServices.auth,
              collectors: factCollectorsExtensionPoint,
            },
            async init({ auth, collectors }) {
              collectors.addFactCollector(
                CatalogCollector.create({ auth, catalog }),
              );
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example.com' },
          scorecards: { files: [resolve(__dirname, 'house.yaml')] },
        },
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        authorizeConditional: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      }).factory,
      provide(coreServices.scheduler, scheduler),
      provide(catalogServiceRef, catalog),
    ],
  });
  await scheduler.triggerTask('scorecards-evaluate');
  await scheduler.triggerTask('scorecards-collect-catalog');
  await scheduler.triggerTask('scorecards-evaluate');
  return {
    url: `http://127.0.0.1:${backend.server.port()}`,
    token: mockCredentials.user.token(),
    stop: () => backend.stop(),
  };
}

function provide<T>(service: ServiceRef<T, any>, value: T): BackendFeature {
  return createServiceFactory({
    service: service as ServiceRef<T, 'plugin'>,
    deps: {},
    factory: () => value,
  }) as BackendFeature;
}
