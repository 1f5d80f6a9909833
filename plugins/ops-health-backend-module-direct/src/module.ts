import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  metricSourcesExtensionPoint,
  readHealthSourceConfigs,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { applyMigrations } from '@platform-ops/backstage-plugin-platform-ops-node';
import { TargetClient } from './client/TargetClient';
import { readDirectSourceConfig } from './config/readDirectSourceConfig';
import { createDirectSource } from './createDirectSource';
import { DirectDatabase } from './storage/DirectDatabase';
import { Housekeeping } from './storage/Housekeeping';

/**
 * Adds the sources of type `direct` under `opsHealth.sources`.
 *
 * @public
 */
export const opsHealthModuleDirect = createBackendModule({
  pluginId: 'ops-health',
  moduleId: 'direct',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        sources: metricSourcesExtensionPoint,
      },
      async init({ config, lifecycle, logger, scheduler, sources, ...deps }) {
        const configs = readHealthSourceConfigs(config)
          .filter(({ type }) => type === 'direct')
          .map(readDirectSourceConfig);
        const knex = await applyMigrations(
          deps.database,
          '@platform-ops/backstage-plugin-ops-health-backend-module-direct',
          { tableName: 'ops_health_direct_migrations' },
        );
        const database = DirectDatabase.create(knex);
        for (const entry of configs) {
          const client = TargetClient.create(entry);
          const { source, loop } = createDirectSource({
            config: entry,
            database,
            client,
            logger,
            clock: Date.now,
          });
          sources.addMetricSource(source);
          await loop.schedule(scheduler);
          lifecycle.addShutdownHook(() => client.close());
        }
        const housekeeping = new Housekeeping({
          database,
          sources: configs,
          clock: Date.now,
        });
        await scheduler.scheduleTask({
          id: 'ops-health-direct-housekeeping',
          frequency: { minutes: 10 },
          timeout: { minutes: 10 },
          initialDelay: { minutes: 1 },
          scope: 'global',
          fn: signal => housekeeping.run(signal),
        });
      },
    });
  },
});
