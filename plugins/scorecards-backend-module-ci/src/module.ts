import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  applyMigrations,
  CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { scorecardsResultReportPermission } from '@platform-ops/backstage-plugin-scorecards-common';
import { factCollectorsExtensionPoint } from '@platform-ops/backstage-plugin-scorecards-node';
import { readDeniedLicences } from './config';
import { ResultStore } from './database/ResultStore';
import { PUSHED_FACT_TYPES } from './factTypes';
import { createRouter } from './router';
import { ResultQueue } from './services/ResultQueue';
import { ResultService } from './services/ResultService';
import { ResultTeller } from './services/ResultTeller';
import { SystemCollector } from './systems/SystemCollector';

/**
 * Takes results of pipelines and scanners.
 *
 * @public
 */
export const scorecardsModuleCi = createBackendModule({
  pluginId: 'scorecards',
  moduleId: 'ci',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        collectors: factCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const deniedLicences = readDeniedLicences(deps.config);
        const intake = deps.collectors.addFactSource({
          id: 'ci',
          version: '1.0.0',
          title: 'Results of pipelines',
          factTypes: PUSHED_FACT_TYPES,
          kinds: ['Component', 'Model', 'System'],
        });
        const store = new ResultStore(
          await applyMigrations(
            deps.database,
            '@platform-ops/backstage-plugin-scorecards-backend-module-ci',
            {
              tableName: 'scorecards_results_migrations',
              scheduler: deps.scheduler,
            },
          ),
        );
        deps.collectors.addFactCollector(new SystemCollector(store));
        const teller = new ResultTeller({ ...deps, intake, store });
        const queue = new ResultQueue({ ...deps, intake, store, teller });
        await deps.scheduler.scheduleTask({
          id: 'scorecards-tell-results',
          frequency: { minutes: 1 },
          timeout: { minutes: 2 },
          initialDelay: { seconds: 20 },
          fn: async () => {
            await teller.tellRest();
            await store.prune(new Date());
          },
        });
        deps.httpRouter.use(
          createRouter({
            ...deps,
            queue,
            store,
            teller,
            access: new CatalogAccess({
              ...deps,
              permission: scorecardsResultReportPermission,
            }),
            results: new ResultService({ queue, deniedLicences }),
          }),
        );
      },
    });
  },
});
