import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { factCollectorsExtensionPoint } from '@platform-ops/backstage-plugin-scorecards-node';
import { CloudCollector } from './CloudCollector';
import { readCloudConfig } from './config/readCloudConfig';

/**
 * Adds the collector `cloud`.
 *
 * @public
 */
export const scorecardsModuleCloud = createBackendModule({
  pluginId: 'scorecards',
  moduleId: 'cloud',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        collectors: factCollectorsExtensionPoint,
      },
      async init({ config, collectors }) {
        collectors.addFactCollector(
          CloudCollector.create(readCloudConfig(config), {
            credentials: DefaultAwsCredentialsManager.fromConfig(config),
          }),
        );
      },
    });
  },
});
