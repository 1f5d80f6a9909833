import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { goldenPathsPermissions } from '@platform-ops/backstage-plugin-golden-paths-common';
import { applyMigrations } from '@platform-ops/backstage-plugin-platform-ops-node';
import { createPathServices } from './paths/createPathServices';
import { createPipelineServices } from './pipelines/createPipelineServices';
import { createRepositoryServices } from './repositories/createRepositoryServices';
import { createRouter } from './router';
import { letBrowsersIn } from './routers/serveGit';

const PACKAGE = '@platform-ops/backstage-plugin-golden-paths-backend';

/**
 * The portal's own Git repositories, previews of golden paths, which entities
 * are behind their path, and the runs of their pipelines.
 *
 * @public
 */
export const goldenPathsPlugin = createBackendPlugin({
  pluginId: 'golden-paths',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        deps.permissionsRegistry.addPermissions(goldenPathsPermissions);
        const knex = await applyMigrations(deps.database, PACKAGE, {
          scheduler: deps.scheduler,
        });
        const parts = { ...deps, knex };
        letBrowsersIn(deps.httpRouter);
        deps.httpRouter.use(
          createRouter({
            ...parts,
            ...createPathServices(parts),
            ...createRepositoryServices(parts),
            ...(await createPipelineServices(parts)),
          }),
        );
      },
    });
  },
});
