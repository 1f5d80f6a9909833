import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { readRoles } from './config/readRoles';
import { RolePermissionPolicy } from './policy/RolePermissionPolicy';

/**
 * Decides permissions by the roles under `permission.platformOps.roles`.
 *
 * @public
 */
export const permissionModulePlatformOps = createBackendModule({
  pluginId: 'permission',
  moduleId: 'platform-ops',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        policy: policyExtensionPoint,
      },
      async init({ config, logger, policy }) {
        const roles = readRoles(config);
        if (!roles.length) {
          logger.warn(
            'permission.platformOps.roles has no role, so everything is denied to everybody',
          );
        }
        policy.setPolicy(RolePermissionPolicy.create({ roles, logger }));
      },
    });
  },
});
