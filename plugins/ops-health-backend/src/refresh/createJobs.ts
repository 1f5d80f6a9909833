import type { AddedSources } from '../AddedSources';
import type { OpsHealthConfig } from '../config';
import type { Stores } from '../database/createStores';
import { OwnQueries } from '../own/OwnQueries';
import type { DeploymentTracker } from '../deployments/DeploymentTracker';
import { AlertJob } from './AlertJob';
import { ConditionJob } from './ConditionJob';
import { MetricJob } from './MetricJob';
import type { SourceJob } from './SourceJob';
import { SourceRefresh } from './SourceRefresh';
import { SourceTimings } from './SourceTimings';

/** How long an alert counts that came by a webhook alone. */
const WEBHOOK_LIFE_MS = 60 * 60_000;

/**
 * A job for each source. An entry of the configuration may tell several things:
 * then the second and third have their role in their id.
 */
export function createJobs(options: {
  added: AddedSources;
  config: OpsHealthConfig;
  stores: Stores;
  tracker: DeploymentTracker;
}): {
  jobs: SourceJob[];
  metrics: Map<string, SourceRefresh>;
  alertJobs: AlertJob[];
  timings: SourceTimings;
} {
  const { added, config, stores, tracker } = options;
  const { environments, windowMs } = config;
  const timings = new SourceTimings(config);
  const taken = new Set<string>();
  const idFor = (id: string, role: string) => {
    const free = taken.has(id) ? `${id}-${role}` : id;
    taken.add(free);
    const refreshMs = config.ownRefreshMs.get(id);
    if (refreshMs !== undefined) {
      timings.setRefresh(free, refreshMs);
    }
    return { id: free, refreshMs: refreshMs ?? config.refreshMs };
  };

  const metrics = new Map(
    [...added.metrics.values()].map(source => {
      const { id, refreshMs } = idFor(source.id, 'metrics');
      return [
        id,
        new SourceRefresh({
          source,
          packs: added.packs,
          environments,
          windowMs,
          refreshMs,
          own:
            source.queryRaw &&
            new OwnQueries({
              source,
              config,
              environments: {
                rules: environments,
                fallback: source.environment,
              },
              refreshMs,
            }),
        }),
      ];
    }),
  );
  const conditionJobs = [...added.conditions.values()].map(
    source =>
      new ConditionJob({
        ...stores,
        tracker,
        ...idFor(source.id, 'conditions'),
        source,
        environments,
      }),
  );
  const alertJobs = [...added.alerts.values()].map(source => {
    const { id, refreshMs } = idFor(source.id, 'alerts');
    if (!source.list) {
      timings.setLife(id, WEBHOOK_LIFE_MS);
    }
    return new AlertJob({ ...stores, id, source, environments, refreshMs });
  });
  return {
    jobs: [
      ...[...metrics.values()].map(
        refresh => new MetricJob({ ...stores, refresh }),
      ),
      ...conditionJobs,
      ...alertJobs,
    ],
    metrics,
    alertJobs,
    timings,
  };
}
