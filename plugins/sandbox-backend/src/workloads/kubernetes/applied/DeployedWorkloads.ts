import type { WorkloadSimulation } from '../../simulation/WorkloadSimulation';
import type { Workload } from '../../Workload';
import type { AppliedObjects } from './AppliedObjects';
import { keyOf, type AppliedRecord } from './AppliedRecord';
import { toDeployedWorkload } from './toDeployedWorkload';

/**
 * The workloads behind the services that somebody applied, each simulated
 * since then.
 */
export class DeployedWorkloads {
  readonly #objects: AppliedObjects;
  readonly #simulate: (
    workload: Workload,
    rollouts: readonly number[],
  ) => WorkloadSimulation;
  #known = new Map<
    string,
    { record: AppliedRecord; simulation: WorkloadSimulation }
  >();

  constructor(options: {
    objects: AppliedObjects;
    simulate: (
      workload: Workload,
      rollouts: readonly number[],
    ) => WorkloadSimulation;
  }) {
    this.#objects = options.objects;
    this.#simulate = options.simulate;
  }

  get simulations(): WorkloadSimulation[] {
    this.#refresh();
    return [...this.#known.values()].map(({ simulation }) => simulation);
  }

  of(record: AppliedRecord): WorkloadSimulation | undefined {
    this.#refresh();
    return this.#known.get(keyOf(record))?.simulation;
  }

  #refresh(): void {
    const before = this.#known;
    this.#known = new Map();
    for (const record of [
      ...this.#objects.of('inferenceservices'),
      ...this.#objects.of('llminferenceservices'),
    ]) {
      const known = before.get(keyOf(record));
      // What was changed is another record.
      this.#known.set(
        keyOf(record),
        known?.record === record
          ? known
          : {
              record,
              simulation: this.#simulate(
                toDeployedWorkload(record),
                record.rolledOutAt,
              ),
            },
      );
    }
  }
}
