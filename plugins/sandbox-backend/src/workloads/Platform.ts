import type { RegistryStore } from '../mlflow/RegistryStore';
import { FaultLog } from './faults/FaultLog';
import type { FaultRecord } from './faults/FaultRecord';
import { AppliedObjects } from './kubernetes/applied/AppliedObjects';
import type { AppliedRecord } from './kubernetes/applied/AppliedRecord';
import { DeployedWorkloads } from './kubernetes/applied/DeployedWorkloads';
import { Rollouts } from './registry/Rollouts';
import { WorkloadSimulation } from './simulation/WorkloadSimulation';
import { workloads } from './workloads';

/**
 * The simulated operation: all workloads, what disturbs them and which
 * versions of their models they serve.
 */
export class Platform {
  readonly now: () => number;
  readonly faults: FaultLog;
  readonly rollouts: Rollouts;
  /** What somebody applied to the cluster. */
  readonly objects: AppliedObjects;
  readonly deployed: DeployedWorkloads;
  /** Those that were there from the beginning. */
  readonly ownSimulations: readonly WorkloadSimulation[];

  static create(options: {
    seed: string;
    now: () => number;
    registry: RegistryStore;
    faults?: readonly FaultRecord[];
    keepFaults?: (records: readonly FaultRecord[]) => void;
    objects?: readonly AppliedRecord[];
    keepObjects?: (records: readonly AppliedRecord[]) => void;
  }): Platform {
    return new Platform(options);
  }

  private constructor(options: Parameters<typeof Platform.create>[0]) {
    const { seed, now, registry } = options;
    this.now = now;
    const faults = new FaultLog({
      now,
      records: options.faults ?? [],
      keep: options.keepFaults ?? (() => {}),
    });
    const rollouts = new Rollouts({ registry, workloads });
    this.faults = faults;
    this.rollouts = rollouts;
    this.objects = new AppliedObjects({
      now,
      records: options.objects,
      keep: options.keepObjects,
    });
    this.deployed = new DeployedWorkloads({
      objects: this.objects,
      simulate: (workload, times) =>
        new WorkloadSimulation({
          workload,
          seed,
          faults: () => faults.of(workload.name),
          rollouts: () => times,
        }),
    });
    this.ownSimulations = workloads.map(
      workload =>
        new WorkloadSimulation({
          workload,
          seed,
          faults: () => faults.of(workload.name),
          rollouts: () => rollouts.timesOf(workload.name),
        }),
    );
  }

  get simulations(): readonly WorkloadSimulation[] {
    return [...this.ownSimulations, ...this.deployed.simulations];
  }

  /** @param namespace - Where it has to be; anywhere where it is not told. */
  find(name: string, namespace?: string): WorkloadSimulation | undefined {
    return this.simulations.find(
      ({ workload }) =>
        workload.name === name &&
        (namespace === undefined || workload.namespace === namespace),
    );
  }
}
