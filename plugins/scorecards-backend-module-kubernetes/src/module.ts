import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { factCollectorsExtensionPoint } from '@platform-ops/backstage-plugin-scorecards-node';
import { KubernetesCollector } from './KubernetesCollector';

/**
 * Adds the collector `kubernetes`, where clusters are configured.
 *
 * @public
 */
export const scorecardsModuleKubernetes = createBackendModule({
  pluginId: 'scorecards',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        collectors: factCollectorsExtensionPoint,
      },
      async init({ auth, config, discovery, logger, collectors }) {
        const collector = KubernetesCollector.fromConfig(config, {
          auth,
          discovery,
        });
        // Else there is no Kubernetes plugin to ask, and each run would fail.
        if (config.has('kubernetes.clusterLocatorMethods')) {
          collectors.addFactCollector(collector);
        } else {
          logger.info(
            'No facts are collected from Kubernetes: kubernetes.clusterLocatorMethods is not configured',
          );
        }
      },
    });
  },
});
