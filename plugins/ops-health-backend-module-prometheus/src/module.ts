import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  metricSourcesExtensionPoint,
  readHealthSourceConfigs,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { PrometheusMetricSource } from './PrometheusMetricSource';

/**
 * Adds the sources of type `prometheus` under `opsHealth.sources`.
 *
 * @public
 */
export const opsHealthModulePrometheus = createBackendModule({
  pluginId: 'ops-health',
  moduleId: 'prometheus',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        sources: metricSourcesExtensionPoint,
      },
      async init({ config, lifecycle, sources }) {
        for (const entry of readHealthSourceConfigs(config)) {
          if (entry.type === 'prometheus') {
            const source = PrometheusMetricSource.fromConfig(entry);
            sources.addMetricSource(source);
            lifecycle.addShutdownHook(() => source.close());
          }
        }
      },
    });
  },
});
