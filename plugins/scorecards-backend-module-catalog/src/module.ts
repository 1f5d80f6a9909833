import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { factCollectorsExtensionPoint } from '@platform-ops/backstage-plugin-scorecards-node';
import { CatalogCollector } from './CatalogCollector';

/**
 * Adds the collector `catalog`.
 *
 * @public
 */
export const scorecardsModuleCatalog = createBackendModule({
  pluginId: 'scorecards',
  moduleId: 'catalog',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        collectors: factCollectorsExtensionPoint,
      },
      async init({ auth, catalog, collectors }) {
        collectors.addFactCollector(CatalogCollector.create({ auth, catalog }));
      },
    });
  },
});
