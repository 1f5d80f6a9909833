import {
  FAULT_DURATION_SECONDS,
  type FaultName,
  type InjectFaultRequest,
  type InjectedFault,
} from '@platform-ops/backstage-plugin-sandbox-common';
import { RefusedError } from '../../server/Answer';
import { alignUp, SECOND } from '../simulation/time';
import { faultKinds } from './faultKinds';
import type { FaultRecord, ServedVersion } from './FaultRecord';

/** All are kept, since they are part of the past. */
const MOST_FAULTS = 1000;

/**
 * All faults that were ever injected.
 */
export class FaultLog {
  readonly #now: () => number;
  readonly #keep: (records: readonly FaultRecord[]) => void;
  #records: readonly FaultRecord[];
  #byWorkload = new Map<string, FaultRecord[]>();

  constructor(options: {
    now: () => number;
    records: readonly FaultRecord[];
    /** Called with all of them after each change. */
    keep: (records: readonly FaultRecord[]) => void;
  }) {
    this.#now = options.now;
    this.#keep = options.keep;
    this.#records = options.records;
    this.#group();
  }

  of(workload: string): readonly FaultRecord[] {
    return this.#byWorkload.get(workload) ?? [];
  }

  /**
   * Newest first.
   */
  named(name: FaultName): FaultRecord[] {
    return this.#records.filter(record => record.name === name).reverse();
  }

  describe(record: FaultRecord): InjectedFault {
    const { name, workload, startedAt, endsAt } = record;
    return {
      name,
      workload,
      state: this.#isActive(record) ? 'active' : 'ended',
      startedAt: new Date(startedAt).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
    };
  }

  inject(
    name: FaultName,
    options: InjectFaultRequest & { served?: ServedVersion },
  ): FaultRecord {
    const workload = options.workload ?? faultKinds[name].defaultWorkload;
    const active = this.#active(name, workload)[0];
    if (active) {
      throw new RefusedError(
        409,
        `${name} is active in ${workload} until ${new Date(
          active.endsAt,
        ).toISOString()}; stop it first`,
      );
    }
    if (this.#records.length >= MOST_FAULTS) {
      throw new RefusedError(
        409,
        `${MOST_FAULTS} faults were injected, more are not kept; begin anew without the sandbox's state file`,
      );
    }
    const startedAt = alignUp(this.#now());
    const seconds = options.durationSeconds ?? FAULT_DURATION_SECONDS.default;
    const endsAt = alignUp(startedAt + seconds * SECOND);
    const record = {
      name,
      workload,
      startedAt,
      endsAt,
      plannedEndsAt: endsAt,
      served: options.served,
    };
    this.#replace([...this.#records, record]);
    return record;
  }

  /**
   * @returns those that were active.
   */
  stop(name: FaultName, workload: string | undefined): FaultRecord[] {
    const active = this.#active(name, workload);
    const stopped = active.map(record => ({
      ...record,
      endsAt: Math.max(record.startedAt, alignUp(this.#now())),
    }));
    this.#replace(
      this.#records.map(record => stopped[active.indexOf(record)] ?? record),
    );
    return stopped;
  }

  #active(name: FaultName, workload: string | undefined): FaultRecord[] {
    return this.#records.filter(
      record =>
        record.name === name &&
        (workload === undefined || record.workload === workload) &&
        this.#isActive(record),
    );
  }

  /** What was stopped has ended, though its last step may still run. */
  #isActive({ endsAt, plannedEndsAt }: FaultRecord): boolean {
    return endsAt === plannedEndsAt && this.#now() < endsAt;
  }

  #replace(records: readonly FaultRecord[]): void {
    this.#records = records;
    this.#group();
    this.#keep(records);
  }

  #group(): void {
    this.#byWorkload = new Map();
    for (const record of this.#records) {
      const others = this.#byWorkload.get(record.workload) ?? [];
      this.#byWorkload.set(record.workload, [...others, record]);
    }
  }
}
