import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/**
 * Features that only complain where the configuration has nothing for them.
 */
export const configuredFeatureLoader = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  async *loader({ config }) {
    if (config.getOptionalString('backend.database.client') === 'pg') {
      yield import('@backstage/plugin-search-backend-module-pg');
    }
    if (config.has('kubernetes.clusterLocatorMethods')) {
      yield import('@backstage/plugin-kubernetes-backend');
    }
    if (config.has('jenkins')) {
      yield import(
        '@backstage-community/plugin-scaffolder-backend-module-jenkins'
      );
    }
    if (config.has('auth.providers.oidc')) {
      yield import('@backstage/plugin-auth-backend-module-oidc-provider');
    }
  },
});
