import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  opsHealthHealthReadPermission,
  opsHealthPermissions,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  alertSourcesExtensionPoint,
  conditionSourcesExtensionPoint,
  metricSourcesExtensionPoint,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { modelsServiceRef } from '@platform-ops/backstage-plugin-models-node';
import {
  applyMigrations,
  CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { createGetHealthAction } from './actions/createGetHealthAction';
import { createListUnhealthyAction } from './actions/createListUnhealthyAction';
import { createQueryIndicatorAction } from './actions/createQueryIndicatorAction';
import { AddedSources } from './AddedSources';
import { readOpsHealthConfig } from './config';
import { CostService } from './cost/CostService';
import { GpuLedger } from './cost/GpuLedger';
import { GpuPast } from './cost/GpuPast';
import { GpuProducts } from './cost/GpuProducts';
import { IdleGpuService } from './cost/IdleGpuService';
import { createStores } from './database/createStores';
import { ArtifactMatcher } from './deployments/ArtifactMatcher';
import { DeploymentService } from './deployments/DeploymentService';
import { DeploymentTracker } from './deployments/DeploymentTracker';
import { QualityReadings } from './quality/QualityReadings';
import { QualityService } from './quality/QualityService';
import { QualitySignals } from './quality/QualitySignals';
import { createJobs } from './refresh/createJobs';
import { SourceRunner } from './refresh/SourceRunner';
import { createRouter } from './router';
import { CatalogReader } from './services/CatalogReader';
import { ChangeAnnouncer } from './services/ChangeAnnouncer';
import { ChangeService } from './services/ChangeService';
import { EntityIndex } from './services/EntityIndex';
import { EvidenceReader } from './services/EvidenceReader';
import { FleetService } from './services/FleetService';
import { HealthEvaluator } from './services/HealthEvaluator';
import { HealthReader } from './services/HealthReader';
import { HealthSnapshot } from './services/HealthSnapshot';
import { JoinAdvisor } from './services/JoinAdvisor';
import { ModelHistory } from './services/ModelHistory';
import { PortalMetrics } from './services/PortalMetrics';
import { QueryTester } from './services/QueryTester';
import { RefreshTask } from './services/RefreshTask';
import { schedulePruning } from './services/schedulePruning';
import { SeriesCache } from './services/SeriesCache';
import { SeriesService } from './services/SeriesService';
import { SignalCollector } from './services/SignalCollector';
import { SilenceService } from './services/SilenceService';
import { SloService } from './services/SloService';
import { SourceStatusService } from './services/SourceStatusService';
import { findObjectiveChanges } from './slo/findObjectiveChanges';
import { SloEvaluator } from './slo/SloEvaluator';
import { SloFileReader } from './slo/SloFileReader';
import { SloNotifier } from './slo/SloNotifier';
import { createWebhookRouter, WEBHOOK_PATH } from './webhookRouter';

/**
 * Joins metrics, conditions and alerts to entities, decides their health and
 * serves it.
 *
 * @public
 */
export const opsHealthPlugin = createBackendPlugin({
  pluginId: 'ops-health',
  register(env) {
    const added = new AddedSources();
    env.registerExtensionPoint(metricSourcesExtensionPoint, added);
    env.registerExtensionPoint(conditionSourcesExtensionPoint, added);
    env.registerExtensionPoint(alertSourcesExtensionPoint, added);

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        models: modelsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const config = readOpsHealthConfig(
          deps.config,
          added.ids,
          added.querySources,
        );
        const { packs } = added;
        deps.permissionsRegistry.addPermissions(opsHealthPermissions);
        const knex = await applyMigrations(
          deps.database,
          '@platform-ops/backstage-plugin-ops-health-backend',
        );
        const stores = createStores(knex);
        await stores.changes.add(
          findObjectiveChanges(
            await stores.slos.replace('config', undefined, config.slos),
            config.slos,
            new Date(),
          ),
        );

        const { jobs, metrics, alertJobs, timings } = createJobs({
          added,
          config,
          stores,
          tracker: new DeploymentTracker({
            ...stores,
            matcher: new ArtifactMatcher(deps),
          }),
        });
        await stores.keepSources(jobs.map(({ about }) => about.id));
        const snapshot = new HealthSnapshot({
          knex,
          config,
          timings,
          ...stores,
        });
        const access = new CatalogAccess({
          ...deps,
          permission: opsHealthHealthReadPermission,
        });
        const costs = new CostService({
          config,
          ...stores,
          ledger: new GpuLedger({
            ...stores,
            products: new GpuProducts({
              ...deps,
              sources: metrics,
              windowMs: config.windowMs,
            }),
          }),
          past: new GpuPast({
            ...deps,
            ...stores,
            packs,
            sources: metrics,
            windowMs: config.windowMs,
          }),
        });
        const refresh = new RefreshTask({
          ...deps,
          config,
          timings,
          entityIndex: new EntityIndex({
            ...deps,
            ...stores,
            rules: config.joins,
            catalogReader: new CatalogReader({ ...deps, ...stores, config }),
          }),
          runner: new SourceRunner({
            ...deps,
            ...stores,
            jobs,
            timings,
          }),
          sloFiles: new SloFileReader({
            ...deps,
            ...stores,
            catalogQueries: config.catalogQueries,
          }),
          collector: new SignalCollector({
            ...stores,
            readyDeadlineMs: config.readyDeadlineMs,
            timings,
            costs,
            qualitySignals: new QualitySignals({ config, ...stores }),
            sloEvaluator: new SloEvaluator({
              ...deps,
              ...stores,
              config,
              timings,
              packs,
              sources: metrics,
              notifier: new SloNotifier({
                ...deps,
                ...stores,
                evaluator: config.sloEvaluator,
              }),
            }),
          }),
          evaluator: new HealthEvaluator({ config, timings, ...stores }),
          announcer: new ChangeAnnouncer(deps),
        });
        await refresh.schedule();
        await schedulePruning({ ...deps, ...stores });

        deps.httpRouter.addAuthPolicy({
          path: WEBHOOK_PATH,
          allow: 'unauthenticated',
        });
        deps.httpRouter.use(
          createWebhookRouter({ ...deps, access, snapshot, alertJobs }),
        );
        const reading = {
          ...stores,
          config,
          timings,
          packs,
          snapshot,
          sources: metrics,
        };
        const silences = new SilenceService({
          ...deps,
          ...stores,
          refresh,
          alertJobs,
        });
        const fleet = new FleetService({ snapshot });
        const health = new HealthReader({
          ...reading,
          evidence: new EvidenceReader({
            timings,
            silenceable: silences.silenceable,
            ...stores,
          }),
          costs,
          qualityReadings: new QualityReadings({ config, ...stores }),
          joinAdvisor: new JoinAdvisor(stores),
        });
        const series = new SeriesService({
          ...reading,
          cache: new SeriesCache(),
        });
        const sources = new SourceStatusService({
          jobs,
          store: stores.sourceStore,
        });
        const actions = { ...deps, access };
        createGetHealthAction({ ...actions, health });
        createListUnhealthyAction({ ...actions, fleet });
        createQueryIndicatorAction({ ...actions, series });
        deps.httpRouter.use(
          createRouter({
            ...deps,
            ...stores,
            access,
            refresh,
            fleet,
            health,
            series,
            sources,
            changes: new ChangeService({
              ...stores,
              snapshot,
              modelHistory: new ModelHistory(deps),
            }),
            deployments: new DeploymentService({
              ...deps,
              ...reading,
              timings,
            }),
            slos: new SloService(reading),
            silences,
            quality: new QualityService({ ...deps, config, ...stores }),
            idleGpus: new IdleGpuService({ config, ...stores, snapshot }),
            queries: new QueryTester({
              sources: [...metrics.values()].map(({ source }) => source),
            }),
            metrics: PortalMetrics.create({ ...stores, snapshot, sources }),
          }),
        );
      },
    });
  },
});
