import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  applyMigrations,
  CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  scorecardsPermissions,
  scorecardsScorecardReadPermission,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { factCollectorsExtensionPoint } from '@platform-ops/backstage-plugin-scorecards-node';
import { createExplainVerdictAction } from './actions/createExplainVerdictAction';
import { createGetScorecardAction } from './actions/createGetScorecardAction';
import { AddedCollectors } from './AddedCollectors';
import { CollectorRunner } from './collect/CollectorRunner';
import { CollectorTasks } from './collect/CollectorTasks';
import { readScorecardsConfig } from './config';
import { createStores } from './database/createStores';
import { Evaluator } from './evaluate/Evaluator';
import { createRouter } from './router';
import { loadRules } from './rulebook/loadRules';
import { ChangeAnnouncer } from './services/ChangeAnnouncer';
import { CollectorStatusService } from './services/CollectorStatusService';
import { ControlExplainer } from './services/ControlExplainer';
import { EntitySync } from './services/EntitySync';
import { EvaluationTask } from './services/EvaluationTask';
import { ScorecardReader } from './services/ScorecardReader';

const PACKAGE = '@platform-ops/backstage-plugin-scorecards-backend';

/**
 * Collects facts, evaluates compliance frameworks over them and serves the
 * verdicts.
 *
 * @public
 */
export const scorecardsPlugin = createBackendPlugin({
  pluginId: 'scorecards',
  register(env) {
    const added = new AddedCollectors();
    env.registerExtensionPoint(factCollectorsExtensionPoint, added);

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
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const config = readScorecardsConfig(deps.config);
        const collectors = added.all;
        const rules = await loadRules({
          ...deps,
          config,
          types: added.factTypes,
          folder: resolvePackagePath(PACKAGE, 'frameworks'),
        });
        deps.permissionsRegistry.addPermissions(scorecardsPermissions);
        const stores = createStores(
          await applyMigrations(deps.database, PACKAGE),
        );
        const parts = { ...deps, ...stores, config, rules, collectors };

        const collectorTasks = new CollectorTasks({
          ...parts,
          runner: new CollectorRunner(parts),
        });
        await new EvaluationTask({
          ...parts,
          collectorTasks,
          entitySync: new EntitySync(parts),
          evaluator: new Evaluator(parts),
          announcer: new ChangeAnnouncer(deps),
        }).schedule();
        await collectorTasks.schedule();

        const access = new CatalogAccess({
          ...deps,
          permission: scorecardsScorecardReadPermission,
        });
        const reader = new ScorecardReader(parts);
        const explainer = new ControlExplainer(parts);
        createGetScorecardAction({ ...deps, access, reader });
        createExplainVerdictAction({ ...deps, access, explainer });
        deps.httpRouter.use(
          createRouter({
            ...parts,
            access,
            reader,
            explainer,
            collectorTasks,
            collectorStatus: new CollectorStatusService(parts),
          }),
        );
      },
    });
  },
});
