import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import {
  alertSourcesExtensionPoint,
  conditionSourcesExtensionPoint,
  metricSourcesExtensionPoint,
  readHealthSourceConfigs,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { AwsSources } from './AwsSources';
import { bedrockPack } from './packs/bedrock';
import { sageMakerPack } from './packs/sagemaker';

/**
 * Adds the sources of type `aws` under `opsHealth.sources`, and the packs of
 * Amazon SageMaker and Amazon Bedrock.
 *
 * @public
 */
export const opsHealthModuleAws = createBackendModule({
  pluginId: 'ops-health',
  moduleId: 'aws',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        metricSources: metricSourcesExtensionPoint,
        conditionSources: conditionSourcesExtensionPoint,
        alertSources: alertSourcesExtensionPoint,
      },
      async init(deps) {
        const { config, lifecycle } = deps;
        const credentials = DefaultAwsCredentialsManager.fromConfig(config);
        deps.metricSources.addIndicatorPack(sageMakerPack, bedrockPack);
        for (const entry of readHealthSourceConfigs(config)) {
          if (entry.type === 'aws') {
            const sources = AwsSources.fromConfig(entry, { credentials });
            if (sources.metrics) {
              deps.metricSources.addMetricSource(sources.metrics);
            }
            if (sources.conditions) {
              deps.conditionSources.addConditionSource(sources.conditions);
            }
            if (sources.alarms) {
              deps.alertSources.addAlertSource(sources.alarms);
            }
            lifecycle.addShutdownHook(() => sources.close());
          }
        }
      },
    });
  },
});
