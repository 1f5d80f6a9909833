import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/**
 * The sandbox and its sign-in, while `sandbox.enabled` is set. They are
 * development dependencies, so the production bundle cannot have them.
 */
export const sandboxFeatureLoader = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  async *loader({ config }) {
    if (!config.getOptionalBoolean('sandbox.enabled')) {
      return;
    }
    if (process.env.NODE_ENV === 'production') {
      throw new Error(
        'sandbox.enabled: found true while NODE_ENV is production; the sandbox is for trying out and testing only, so remove the key',
      );
    }
    /* Development dependencies on purpose: the production bundle has no sandbox. */
    /* eslint-disable @backstage/no-undeclared-imports */
    yield import('@platform-ops/backstage-plugin-sandbox-backend');
    yield import('@platform-ops/backstage-plugin-auth-backend-module-sandbox');
  },
});
