import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { modelsServiceRef } from '@platform-ops/backstage-plugin-models-node';
import { opsHealthServiceRef } from '@platform-ops/backstage-plugin-ops-health-node';
import { factCollectorsExtensionPoint } from '@platform-ops/backstage-plugin-scorecards-node';
import { ModelsCollector } from './ModelsCollector';

/**
 * Adds the collector `models`.
 *
 * @public
 */
export const scorecardsModuleModels = createBackendModule({
  pluginId: 'scorecards',
  moduleId: 'models',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        models: modelsServiceRef,
        opsHealth: opsHealthServiceRef,
        collectors: factCollectorsExtensionPoint,
      },
      async init({ auth, models, opsHealth, collectors }) {
        collectors.addFactCollector(
          ModelsCollector.create({ auth, models, opsHealth }),
        );
      },
    });
  },
});
