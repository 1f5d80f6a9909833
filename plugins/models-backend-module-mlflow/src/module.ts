import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  modelRegistriesExtensionPoint,
  readModelRegistryConfigs,
} from '@platform-ops/backstage-plugin-models-node';
import { MlflowModelRegistry } from './MlflowModelRegistry';

/**
 * Adds the registries of type `mlflow` under `models.registries`.
 *
 * @public
 */
export const modelsModuleMlflow = createBackendModule({
  pluginId: 'models',
  moduleId: 'mlflow',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        registries: modelRegistriesExtensionPoint,
      },
      async init({ config, lifecycle, registries }) {
        for (const entry of readModelRegistryConfigs(config)) {
          if (entry.type === 'mlflow') {
            const registry = MlflowModelRegistry.fromConfig(entry);
            registries.addModelRegistry(registry);
            lifecycle.addShutdownHook(() => registry.close());
          }
        }
      },
    });
  },
});
