import { TAG_PREFIX } from '@platform-ops/backstage-plugin-models-common';
import type { RegistryStore } from '../../mlflow/RegistryStore';
import type { ModelRecord, VersionRecord } from '../../mlflow/types';
import type { ServedVersion } from '../faults/FaultRecord';
import { alignUp, MINUTE } from '../simulation/time';
import type { Workload } from '../Workload';

/** A promotion reaches the cluster somewhat later. */
const DELAY = 2 * MINUTE;

interface Rollout {
  at: number;
  served: ServedVersion[];
}

function inProduction(model: ModelRecord): VersionRecord | undefined {
  const champion = model.aliases.get('champion');
  if (champion !== undefined) {
    return model.versions.get(champion);
  }
  return [...model.versions.values()].findLast(
    version =>
      version.stage === 'Production' ||
      version.tags.get(`${TAG_PREFIX}stage`) === 'production',
  );
}

function toServed(model: ModelRecord, version: VersionRecord): ServedVersion {
  return {
    model: model.name,
    version: version.version,
    source: version.source,
  };
}

/**
 * Which versions of their models the workloads serve, and since when: they
 * follow what the registry has in production, unless somebody pinned them.
 */
export class Rollouts {
  readonly #registry: RegistryStore;
  readonly #workloads: readonly Workload[];
  readonly #rollouts = new Map<string, Rollout[]>();

  constructor(options: {
    registry: RegistryStore;
    workloads: readonly Workload[];
  }) {
    this.#registry = options.registry;
    this.#workloads = options.workloads;
  }

  /**
   * To be called after each change of the registry.
   */
  observe(time: number): void {
    for (const workload of this.#workloads) {
      const known = this.#rollouts.get(workload.name) ?? [];
      const before = known.at(-1)?.served ?? [];
      const served = workload.models.flatMap((each): ServedVersion[] => {
        const { name, pinnedVersion } = each;
        const model = this.#find(name);
        const version =
          pinnedVersion === undefined
            ? model && inProduction(model)
            : model?.versions.get(pinnedVersion);
        // What is gone from the registry goes on being served.
        return model && version
          ? [toServed(model, version)]
          : before.filter(old => old.model === name);
      });
      if (JSON.stringify(served) !== JSON.stringify(before)) {
        const at = known.length ? alignUp(time + DELAY) : 0;
        this.#rollouts.set(workload.name, [...known, { at, served }]);
      }
    }
  }

  /**
   * When another version came to be served.
   */
  timesOf(workload: string): number[] {
    return (this.#rollouts.get(workload) ?? []).slice(1).map(({ at }) => at);
  }

  servedAt(workload: string, time: number): ServedVersion[] {
    return (
      (this.#rollouts.get(workload) ?? []).findLast(({ at }) => at <= time)
        ?.served ?? []
    );
  }

  /**
   * What a hasty team would deploy next.
   */
  candidateOf({ models }: Workload): ServedVersion | undefined {
    const model = models[0] && this.#find(models[0].name);
    if (!model) {
      return undefined;
    }
    const challenger = model.aliases.get('challenger');
    const current = inProduction(model);
    const version =
      (challenger !== undefined && model.versions.get(challenger)) ||
      [...model.versions.values()].findLast(
        each => each !== current && each.status === 'READY',
      );
    return version && toServed(model, version);
  }

  #find(name: string): ModelRecord | undefined {
    return this.#registry.models.find(model => model.name === name);
  }
}
