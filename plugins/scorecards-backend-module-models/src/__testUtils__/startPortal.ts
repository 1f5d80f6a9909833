import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// The real one is what is tested against.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import modelsPlugin from '@platform-ops/backstage-plugin-models-backend';
import {
  modelRegistriesExtensionPoint,
  type ModelRegistry,
} from '@platform-ops/backstage-plugin-models-node';
import {
  opsHealthServiceRef,
  type OpsHealthService,
} from '@platform-ops/backstage-plugin-ops-health-node';
import {
  factCollectorsExtensionPoint,
  type FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import scorecardsModuleModels from '..';

/**
 * The models backend with a registry, and the collector that the module adds.
 */
export async function startPortal(options: {
  registry: ModelRegistry;
  opsHealth: Pick<OpsHealthService, 'listDeployments'>;
}) {
  const collectors: FactCollector[] = [];
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    extensionPoints: [
      [
        factCollectorsExtensionPoint,
        { addFactCollector: (...more) => void collectors.push(...more) },
      ],
    ],
    features: [
      modelsPlugin,
      scorecardsModuleModels,
      createBackendModule({
        pluginId: 'models',
        moduleId: 'registry-of-the-test',
        register(env) {
          env.registerInit({
            deps: { registries: modelRegistriesExtensionPoint },
            async init({ registries }) {
              registries.addModelRegistry(options.registry);
            },
          });
        },
      }),
      createServiceFactory({
        service: opsHealthServiceRef,
        deps: {},
        factory: () => options.opsHealth as OpsHealthService,
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      catalogServiceMock.factory({ entities: [] }),
    ],
  });
  return {
    collector: collectors[0],
    sync: () => scheduler.triggerTask(`models-sync-${options.registry.id}`),
    stop: () => backend.stop(),
  };
}
