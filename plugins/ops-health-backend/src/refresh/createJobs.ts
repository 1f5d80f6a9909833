import type { AddedSources } from '../AddedSources';
import type { OpsHealthConfig } from '../config';
import type { Stores } from '../database/createStores';
import { AlertJob } from './AlertJob';
import { ConditionJob } from './ConditionJob';
import { MetricJob } from './MetricJob';
import type { SourceJob } from './SourceJob';
import { SourceRefresh } from './SourceRefresh';

/**
 * A job for each source. An entry of the configuration may tell several things:
 * then the second and third have their role in their id.
 */
export function createJobs(options: {
  added: AddedSources;
  config: OpsHealthConfig;
  stores: Stores;
}): {
  jobs: SourceJob[];
  metrics: Map<string, SourceRefresh>;
  alertJobs: AlertJob[];
} {
  const { added, config, stores } = options;
  const { environments, windowMs, refreshMs } = config;
  const taken = new Set<string>();
  const idFor = (id: string, role: string) => {
    const free = taken.has(id) ? `${id}-${role}` : id;
    taken.add(free);
    return free;
  };

  const metrics = new Map(
    [...added.metrics.values()].map(source => [
      idFor(source.id, 'metrics'),
      new SourceRefresh({
        source,
        packs: added.packs,
        environments,
        windowMs,
        refreshMs,
      }),
    ]),
  );
  const conditionJobs = [...added.conditions.values()].map(
    source =>
      new ConditionJob({
        ...stores,
        id: idFor(source.id, 'conditions'),
        source,
        environments,
        refreshMs,
      }),
  );
  const alertJobs = [...added.alerts.values()].map(
    source =>
      new AlertJob({
        ...stores,
        id: idFor(source.id, 'alerts'),
        source,
        environments,
        refreshMs,
      }),
  );
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
  };
}
