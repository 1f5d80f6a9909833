import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { factCollectorsExtensionPoint } from '@platform-ops/backstage-plugin-scorecards-node';
import { readTlsConfig } from './config/readTlsConfig';
import { TlsCollector } from './TlsCollector';

/**
 * Adds the collector `tls`.
 *
 * @public
 */
export const scorecardsModuleTls = createBackendModule({
  pluginId: 'scorecards',
  moduleId: 'tls',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        collectors: factCollectorsExtensionPoint,
      },
      async init({ config, collectors }) {
        collectors.addFactCollector(TlsCollector.create(readTlsConfig(config)));
      },
    });
  },
});
