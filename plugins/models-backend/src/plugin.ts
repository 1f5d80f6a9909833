import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ConflictError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  modelsModelReadPermission,
  modelsPermissions,
} from '@platform-ops/backstage-plugin-models-common';
import {
  modelRegistriesExtensionPoint,
  type ModelRegistry,
} from '@platform-ops/backstage-plugin-models-node';
import { applyMigrations } from '@platform-ops/backstage-plugin-platform-ops-node';
import { createGetModelAction } from './actions/createGetModelAction';
import { createListModelsAction } from './actions/createListModelsAction';
import { readModelsConfig } from './config';
import { ArtifactQueries } from './database/ArtifactQueries';
import { ChangeFeed } from './database/ChangeFeed';
import { ClaimStore } from './database/ClaimStore';
import { DatasetStore } from './database/DatasetStore';
import { HistoryQueries } from './database/HistoryQueries';
import { ModelQueries } from './database/ModelQueries';
import { RegistryStore } from './database/RegistryStore';
import { StageStore } from './database/StageStore';
import { SyncStore } from './database/SyncStore';
import { VersionQueries } from './database/VersionQueries';
import {
  modelPermissionResourceRef,
  modelPermissionRules,
} from './permissions/rules';
import { createRouter } from './router';
import { ChangeAnnouncer } from './services/ChangeAnnouncer';
import { ClaimService } from './services/ClaimService';
import { ModelAccess } from './services/ModelAccess';
import { RegistryStatusService } from './services/RegistryStatusService';
import { RegistrySync } from './services/RegistrySync';
import { scheduleClaims } from './services/scheduleClaims';
import { SyncTasks } from './services/SyncTasks';

/**
 * Keeps models, versions and stage history of every registry, and serves them.
 *
 * @public
 */
export const modelsPlugin = createBackendPlugin({
  pluginId: 'models',
  register(env) {
    const registries = new Map<string, ModelRegistry>();
    env.registerExtensionPoint(modelRegistriesExtensionPoint, {
      addModelRegistry(...added) {
        for (const registry of added) {
          if (registries.has(registry.id)) {
            throw new ConflictError(
              `There are two model registries with the id '${registry.id}'`,
            );
          }
          registries.set(registry.id, registry);
        }
      },
    });

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const config = readModelsConfig(deps.config, [...registries.keys()]);
        const knex = await applyMigrations(
          deps.database,
          '@platform-ops/backstage-plugin-models-backend',
        );

        const registryStore = new RegistryStore(knex);
        const status = new RegistryStatusService({
          registries: [...registries.values()],
          store: registryStore,
          staleAfterMs: config.staleAfterMs,
        });
        const models = new ModelQueries({
          knex,
          registryIds: status.ids,
          freshness: () => status.freshness(),
        });
        const claims = new ClaimStore({ knex, registryIds: status.ids });
        const access = new ModelAccess({ ...deps, models });
        const versions = new VersionQueries(knex);
        createListModelsAction({ ...deps, access, models });
        createGetModelAction({ ...deps, access, models, versions });
        const announcer = new ChangeAnnouncer(deps);

        deps.permissionsRegistry.addResourceType({
          resourceRef: modelPermissionResourceRef,
          permissions: [modelsModelReadPermission],
          rules: modelPermissionRules,
          getResources: refs => models.getByRefs(refs, undefined),
        });
        deps.permissionsRegistry.addPermissions(
          modelsPermissions.filter(
            permission => permission !== modelsModelReadPermission,
          ),
        );

        const syncStore = new SyncStore(knex);
        const datasets = new DatasetStore(knex);
        const stages = new StageStore(knex);
        const sync = new SyncTasks({
          ...deps,
          registries: registryStore,
          syncs: new Map(
            [...registries].map(([id, registry]) => [
              id,
              new RegistrySync({
                registry,
                mapping: config.mappings.get(id)!,
                registries: registryStore,
                store: syncStore,
                datasets,
                stages,
                logger: deps.logger,
                readAllVersionsEveryMs: config.readAllVersionsEveryMs,
                onConcluded: changedModels =>
                  announcer.synced(id, changedModels),
              }),
            ]),
          ),
          onSynced: (id, { changedModels }) =>
            announcer.synced(id, changedModels),
        });
        await sync.schedule({
          frequency: config.syncFrequency,
          timeout: config.syncTimeout,
        });
        await scheduleClaims({
          ...deps,
          claims: new ClaimService({
            ...deps,
            store: claims,
            allow: config.claimsAllow,
            registryIds: status.ids,
          }),
          onChanged: () => announcer.claimsChanged(),
        });

        deps.httpRouter.use(
          createRouter({
            httpAuth: deps.httpAuth,
            access,
            models,
            versions,
            artifacts: new ArtifactQueries({ knex, registryIds: status.ids }),
            history: new HistoryQueries({ knex, registryIds: status.ids }),
            changes: new ChangeFeed(knex),
            claims,
            registries: status,
            sync,
          }),
        );
      },
    });
  },
});
