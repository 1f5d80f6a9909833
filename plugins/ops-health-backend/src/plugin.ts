import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { opsHealthPermissions } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  metricSourcesExtensionPoint,
  type IndicatorPack,
  type MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { applyMigrations } from '@platform-ops/backstage-plugin-platform-ops-node';
import { readOpsHealthConfig } from './config';
import { EntityStore } from './database/EntityStore';
import { ObservationStore } from './database/ObservationStore';
import { SourceStore } from './database/SourceStore';
import { SloStore } from './database/SloStore';
import { StateStore } from './database/StateStore';
import { builtInPacks } from './packs';
import { SourceRefresh } from './refresh/SourceRefresh';
import { createRouter } from './router';
import { SloEvaluator } from './slo/SloEvaluator';
import { SloFileReader } from './slo/SloFileReader';
import { SloNotifier } from './slo/SloNotifier';
import { CatalogReader } from './services/CatalogReader';
import { ChangeAnnouncer } from './services/ChangeAnnouncer';
import { FleetService } from './services/FleetService';
import { HealthAccess } from './services/HealthAccess';
import { HealthEvaluator } from './services/HealthEvaluator';
import { HealthReader } from './services/HealthReader';
import { HealthSnapshot } from './services/HealthSnapshot';
import { QueryTester } from './services/QueryTester';
import { RefreshTask } from './services/RefreshTask';
import { schedulePruning } from './services/schedulePruning';
import { SeriesCache } from './services/SeriesCache';
import { SeriesService } from './services/SeriesService';
import { SloService } from './services/SloService';
import { SourceStatusService } from './services/SourceStatusService';

/**
 * Joins metrics, conditions and alerts to entities, decides their health and
 * serves it.
 *
 * @public
 */
export const opsHealthPlugin = createBackendPlugin({
  pluginId: 'ops-health',
  register(env) {
    const added = new Map<string, MetricSource>();
    const packs = new Map(builtInPacks.map(pack => [pack.id, pack]));
    const addedPacks: IndicatorPack[] = [];
    env.registerExtensionPoint(metricSourcesExtensionPoint, {
      addMetricSource(...sources) {
        for (const source of sources) {
          if (added.has(source.id)) {
            throw new ConflictError(
              `There are two sources with the id '${source.id}'`,
            );
          }
          added.set(source.id, source);
        }
      },
      addIndicatorPack(...others) {
        for (const pack of others) {
          if (packs.has(pack.id)) {
            throw new ConflictError(
              `There are two indicator packs with the id '${pack.id}'`,
            );
          }
          packs.set(pack.id, pack);
          addedPacks.push(pack);
        }
      },
    });

    env.registerInit({
      deps: {
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
        urlReader: coreServices.urlReader,
        notifications: notificationService,
      },
      async init(deps) {
        const config = readOpsHealthConfig(deps.config, [...added.keys()]);
        const knex = await applyMigrations(
          deps.database,
          '@platform-ops/backstage-plugin-ops-health-backend',
        );
        deps.permissionsRegistry.addPermissions(opsHealthPermissions);

        const allPacks = [...addedPacks, ...builtInPacks];
        const entities = new EntityStore(knex);
        const observations = new ObservationStore(knex);
        const states = new StateStore(knex);
        const sourceStore = new SourceStore(knex);
        const slos = new SloStore(knex);
        await slos.replace('config', undefined, config.slos);
        const sources = new Map(
          [...added].map(([id, source]) => [
            id,
            new SourceRefresh({
              source,
              packs: allPacks,
              environments: config.environments,
              windowMs: config.windowMs,
              refreshMs: config.refreshMs,
            }),
          ]),
        );
        const snapshot = new HealthSnapshot({
          knex,
          config,
          entities,
          states,
          observations,
        });
        const refresh = new RefreshTask({
          ...deps,
          config,
          catalogReader: new CatalogReader({ ...deps, entities }),
          entities,
          observations,
          sourceStore,
          sources,
          sloFiles: new SloFileReader({ ...deps, slos }),
          sloEvaluator: new SloEvaluator({
            config,
            logger: deps.logger,
            packs: allPacks,
            sources,
            slos,
            notifier: new SloNotifier({
              evaluator: config.sloEvaluator,
              notifications: deps.notifications,
              entities,
            }),
          }),
          evaluator: new HealthEvaluator({ config, states }),
          announcer: new ChangeAnnouncer(deps),
        });
        await refresh.schedule();
        await schedulePruning({ ...deps, slos, states });

        deps.httpRouter.use(
          createRouter({
            httpAuth: deps.httpAuth,
            access: new HealthAccess(deps),
            fleet: new FleetService({ snapshot }),
            health: new HealthReader({
              config,
              packs: allPacks,
              snapshot,
              states,
              observations,
              slos,
            }),
            series: new SeriesService({
              config,
              packs: allPacks,
              sources,
              observations,
              cache: new SeriesCache(),
            }),
            slos: new SloService({
              config,
              packs: allPacks,
              sources,
              slos,
              observations,
              snapshot,
            }),
            sources: new SourceStatusService({
              sources: [...added.values()],
              store: sourceStore,
            }),
            sourceStore,
            refresh,
            queries: new QueryTester({ sources: [...added.values()] }),
          }),
        );
      },
    });
  },
});
