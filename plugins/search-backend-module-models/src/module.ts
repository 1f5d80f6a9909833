import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { modelsServiceRef } from '@platform-ops/backstage-plugin-models-node';
import { ModelsCollatorFactory } from './ModelsCollatorFactory';
import { readSchedule } from './readSchedule';

/**
 * Puts models into the search.
 *
 * @public
 */
export const searchModuleModels = createBackendModule({
  pluginId: 'search',
  moduleId: 'models',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        indexRegistry: searchIndexRegistryExtensionPoint,
        models: modelsServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, indexRegistry, models, scheduler }) {
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(readSchedule(config)),
          factory: ModelsCollatorFactory.create({ auth, models }),
        });
      },
    });
  },
});
