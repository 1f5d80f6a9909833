import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { opsHealthServiceRef } from '@platform-ops/backstage-plugin-ops-health-node';
import { factCollectorsExtensionPoint } from '@platform-ops/backstage-plugin-scorecards-node';
import { OpsHealthCollector } from './OpsHealthCollector';

/**
 * Adds the collector `opsHealth`.
 *
 * @public
 */
export const scorecardsModuleOpsHealth = createBackendModule({
  pluginId: 'scorecards',
  moduleId: 'ops-health',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        opsHealth: opsHealthServiceRef,
        collectors: factCollectorsExtensionPoint,
      },
      async init({ auth, opsHealth, collectors }) {
        collectors.addFactCollector(
          OpsHealthCollector.create({ auth, opsHealth }),
        );
      },
    });
  },
});
