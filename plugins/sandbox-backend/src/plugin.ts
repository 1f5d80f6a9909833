import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { sandboxPermissions } from '@platform-ops/backstage-plugin-sandbox-common';
import { readReportToken, readSandboxConfig } from './config/readSandboxConfig';
import { startReports } from './reports/startReports';
import { createRouter } from './router';
import { SandboxService } from './services/SandboxService';

/**
 * A simulated AI platform for trying out and testing the portal.
 *
 * @public
 */
export const sandboxPlugin = createBackendPlugin({
  pluginId: 'sandbox',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        const { config, httpRouter, lifecycle, logger } = deps;
        const sandboxConfig = readSandboxConfig(config, {
          production: process.env.NODE_ENV === 'production',
        });
        const sandbox = await SandboxService.start({
          config: sandboxConfig,
          logger,
        });
        lifecycle.addShutdownHook(() => sandbox.stop());
        startReports({
          ...deps,
          sandbox,
          config: sandboxConfig,
          token: readReportToken(config),
        });
        deps.permissionsRegistry.addPermissions(sandboxPermissions);
        httpRouter.use(createRouter({ ...deps, sandbox }));
      },
    });
  },
});
