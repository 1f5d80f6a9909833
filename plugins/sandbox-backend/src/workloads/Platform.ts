import type { RegistryStore } from '../mlflow/RegistryStore';
import { FaultLog } from './faults/FaultLog';
import type { FaultRecord } from './faults/FaultRecord';
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
  readonly simulations: readonly WorkloadSimulation[];

  static create(options: {
    seed: string;
    now: () => number;
    registry: RegistryStore;
    faults?: readonly FaultRecord[];
    keepFaults?: (records: readonly FaultRecord[]) => void;
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
    this.simulations = workloads.map(
      workload =>
        new WorkloadSimulation({
          workload,
          seed,
          faults: () => faults.of(workload.name),
          rollouts: () => rollouts.timesOf(workload.name),
        }),
    );
  }

  find(name: string): WorkloadSimulation | undefined {
    return this.simulations.find(({ workload }) => workload.name === name);
  }
}
