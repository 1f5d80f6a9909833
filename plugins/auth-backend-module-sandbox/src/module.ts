import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { createSandboxProviderFactory } from './createSandboxProviderFactory';

/**
 * Sign-in as one of the people of the example organisation. Adds nothing while
 * the sandbox is off, and refuses production.
 *
 * @public
 */
export const authModuleSandbox = createBackendModule({
  pluginId: 'auth',
  moduleId: 'sandbox',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        if (!config.getOptionalBoolean('sandbox.enabled')) {
          return;
        }
        if (process.env.NODE_ENV === 'production') {
          throw new InputError(
            'sandbox.enabled: found true while NODE_ENV is production; sandbox sign-in asks for no password, so only false is allowed there',
          );
        }
        logger.warn('Sandbox sign-in is on: anybody can sign in as anybody');
        providers.registerProvider({
          providerId: 'sandbox',
          factory: createSandboxProviderFactory(),
        });
      },
    });
  },
});
