import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  alertSourcesExtensionPoint,
  readHealthSourceConfigs,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { AlertmanagerAlertSource } from './alertmanager/AlertmanagerAlertSource';
import { SignedWebhookAlertSource } from './signedWebhook/SignedWebhookAlertSource';

/**
 * Adds the sources of type `alertmanager` and `webhook` under
 * `opsHealth.sources`.
 *
 * @public
 */
export const opsHealthModuleAlertmanager = createBackendModule({
  pluginId: 'ops-health',
  moduleId: 'alertmanager',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        sources: alertSourcesExtensionPoint,
      },
      async init({ config, lifecycle, logger, sources }) {
        for (const entry of readHealthSourceConfigs(config)) {
          if (entry.type === 'alertmanager') {
            const source = AlertmanagerAlertSource.fromConfig(entry, {
              logger,
            });
            sources.addAlertSource(source);
            lifecycle.addShutdownHook(() => source.close());
          } else if (entry.type === 'webhook') {
            sources.addAlertSource(SignedWebhookAlertSource.fromConfig(entry));
          }
        }
      },
    });
  },
});
