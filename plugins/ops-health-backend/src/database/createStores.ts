import type { Knex } from 'knex';
import { AlertStore } from './AlertStore';
import { ChangeStore } from './ChangeStore';
import { DeploymentStore } from './DeploymentStore';
import { EntityStore } from './EntityStore';
import { GpuHourStore } from './GpuHourStore';
import { IndicatorProblemStore } from './IndicatorProblemStore';
import { ObservationStore } from './ObservationStore';
import { QualityStore } from './QualityStore';
import { ResourceStore } from './ResourceStore';
import { SloStore } from './SloStore';
import { SourceStore } from './SourceStore';
import { StateStore } from './StateStore';

/**
 * All that the plugin keeps.
 */
export type Stores = ReturnType<typeof createStores>;

export function createStores(knex: Knex) {
  const stores = {
    alerts: new AlertStore(knex),
    changes: new ChangeStore(knex),
    deployments: new DeploymentStore(knex),
    entities: new EntityStore(knex),
    gpuHours: new GpuHourStore(knex),
    indicatorProblems: new IndicatorProblemStore(knex),
    observations: new ObservationStore(knex),
    quality: new QualityStore(knex),
    resources: new ResourceStore(knex),
    slos: new SloStore(knex),
    sourceStore: new SourceStore(knex),
    states: new StateStore(knex),
  };
  return {
    ...stores,
    /** Forgets what sources said that are no longer configured. */
    async keepSources(ids: string[]): Promise<void> {
      await stores.observations.keepSources(ids);
      await stores.resources.keepSources(ids);
      await stores.deployments.keepSources(ids);
      await stores.alerts.keepSources(ids);
      await stores.indicatorProblems.keepSources(ids);
      await stores.sourceStore.keepSources(ids);
    },
  };
}
