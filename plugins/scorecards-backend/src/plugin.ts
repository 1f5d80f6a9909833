import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  applyMigrations,
  CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  scorecardsPermissions,
  scorecardsScorecardReadPermission,
  scorecardsVerdictPreviewPermission,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { factCollectorsExtensionPoint } from '@platform-ops/backstage-plugin-scorecards-node';
import { createExplainVerdictAction } from './actions/createExplainVerdictAction';
import { createWhatIsMissingAction } from './actions/createWhatIsMissingAction';
import { createRequestExemptionAction } from './actions/createRequestExemptionAction';
import { createGetScorecardAction } from './actions/createGetScorecardAction';
import { AddedCollectors } from './AddedCollectors';
import { CampaignService } from './campaigns/CampaignService';
import { ProgressReader } from './campaigns/ProgressReader';
import { ReminderTask } from './campaigns/ReminderTask';
import { CollectorRunner } from './collect/CollectorRunner';
import { CollectorTasks } from './collect/CollectorTasks';
import { readScorecardsConfig } from './config';
import { createStores } from './database/createStores';
import { createDecisionServices } from './decisions/createDecisionServices';
import { Notices } from './decisions/Notices';
import { NoticeTask } from './decisions/NoticeTask';
import { Evaluator } from './evaluate/Evaluator';
import { createGateServices } from './gate/createGateServices';
import { createRecordServices } from './records/createRecordServices';
import { TrendTask } from './records/TrendTask';
import { createRouter } from './router';
import { loadRules } from './rulebook/loadRules';
import { ChangeAnnouncer } from './services/ChangeAnnouncer';
import { CollectorStatusService } from './services/CollectorStatusService';
import { ControlExplainer } from './services/ControlExplainer';
import { DropNotifier } from './services/DropNotifier';
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
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const config = readScorecardsConfig(deps.config);
        const { collectors, sources } = added;
        const rules = await loadRules({
          ...deps,
          config,
          types: added.factTypes,
          folder: resolvePackagePath(PACKAGE, 'frameworks'),
        });
        deps.permissionsRegistry.addPermissions(scorecardsPermissions);
        const stores = createStores(
          await applyMigrations(deps.database, PACKAGE, {
            scheduler: deps.scheduler,
          }),
        );
        added.pushed.forEach(pushed => pushed.open(stores));
        const parts = {
          ...deps,
          ...stores,
          added,
          config,
          rules,
          collectors,
          sources,
        };

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
          dropNotifier: new DropNotifier(parts),
        }).schedule();
        await collectorTasks.schedule();

        const access = new CatalogAccess({
          ...deps,
          permission: scorecardsScorecardReadPermission,
        });
        const previewAccess = new CatalogAccess({
          ...deps,
          permission: scorecardsVerdictPreviewPermission,
        });
        const gating = createGateServices({
          ...parts,
          rootConfig: deps.config,
        });
        const reader = new ScorecardReader(parts);
        const deciding = createDecisionServices({ ...parts, access });
        const explainer = new ControlExplainer({ ...parts, ...deciding });
        await new NoticeTask({
          ...parts,
          source: new Notices({ ...parts, ...deciding }),
        }).schedule();
        await new TrendTask(parts).schedule();
        const progress = new ProgressReader(parts);
        await new ReminderTask({ ...parts, progress }).schedule();
        createGetScorecardAction({ ...deps, access, reader });
        createExplainVerdictAction({ ...deps, ...deciding, explainer });
        createWhatIsMissingAction({ ...deps, ...gating, previewAccess });
        createRequestExemptionAction({ ...deps, ...deciding });
        deps.httpRouter.use(
          createRouter({
            ...parts,
            ...deciding,
            ...createRecordServices(parts),
            campaigns: new CampaignService({ ...parts, progress }),
            ...gating,
            previewAccess,
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
