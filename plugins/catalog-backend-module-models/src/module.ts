import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  modelsServiceRef,
  readModelRegistryConfigs,
} from '@platform-ops/backstage-plugin-models-node';
import { modelsCatalogModelLayer } from './model/modelLayer';
import { hasClassificationRule, inRegistryRule } from './permissions/rules';
import { RegistryClassesProcessor } from './processing/RegistryClassesProcessor';
import { RegistryEntityProcessor } from './processing/RegistryEntityProcessor';
import { ServesProcessor } from './processing/ServesProcessor';
import { ModelsEntityProvider } from './provider/ModelsEntityProvider';
import { readSchedule } from './provider/readSchedule';

/**
 * Adds the kinds Model and Dataset to the catalog and fills it from the model
 * registries.
 *
 * @public
 */
export const catalogModuleModels = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'models',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
        model: catalogModelExtensionPoint,
        models: modelsServiceRef,
        permissionsRegistry: coreServices.permissionsRegistry,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        events,
        logger,
        model,
        models,
        permissionsRegistry,
        processing,
        scheduler,
      }) {
        const registryIds = readModelRegistryConfigs(config).map(
          ({ id }) => id,
        );
        const schedule = readSchedule(config);
        model.addModelSource(
          CatalogModelSources.static([modelsCatalogModelLayer]),
        );
        processing.addProcessor(
          RegistryEntityProcessor.create({ registryIds }),
          RegistryClassesProcessor.create({
            auth,
            logger,
            models,
            registryIds,
          }),
          new ServesProcessor(),
        );
        processing.addEntityProvider(
          registryIds.map(registryId =>
            ModelsEntityProvider.create({
              registryId,
              schedule,
              auth,
              catalog,
              events,
              logger,
              models,
              scheduler,
            }),
          ),
        );
        permissionsRegistry.addPermissionRules([
          inRegistryRule,
          hasClassificationRule,
        ]);
      },
    });
  },
});
