import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  conditionSourcesExtensionPoint,
  readHealthSourceConfigs,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { KubernetesConditionSource } from './KubernetesConditionSource';

/**
 * Adds the sources of type `kubernetes` under `opsHealth.sources`.
 *
 * @public
 */
export const opsHealthModuleKubernetes = createBackendModule({
  pluginId: 'ops-health',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        sources: conditionSourcesExtensionPoint,
      },
      async init({ auth, config, discovery, sources }) {
        for (const entry of readHealthSourceConfigs(config)) {
          if (entry.type === 'kubernetes') {
            sources.addConditionSource(
              KubernetesConditionSource.fromConfig(entry, { auth, discovery }),
            );
          }
        }
      },
    });
  },
});
