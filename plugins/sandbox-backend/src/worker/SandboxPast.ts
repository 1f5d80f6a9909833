import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { kfpRecordsSchema, type KfpRecords } from '../kfp/records';
import {
  faultRecordSchema,
  type FaultRecord,
} from '../workloads/faults/FaultRecord';
import {
  appliedRecordSchema,
  type AppliedRecord,
} from '../workloads/kubernetes/applied/AppliedRecord';

/** So much is replayed at a start, and after so much nothing new appears. */
const MOST_VERSIONS = 300;

const pastSchema = z.object({
  startedAt: z.number(),
  newVersionsAt: z.array(z.number()),
  faults: z.array(faultRecordSchema).default([]),
  /** What cannot be read of these must not take the rest along. */
  pipelines: kfpRecordsSchema.optional().catch(undefined),
  objects: z.array(appliedRecordSchema).default([]).catch([]),
});

type Past = z.infer<typeof pastSchema>;

/**
 * When the sandbox began, when its new versions appeared, which faults were
 * injected, and what was uploaded, run and applied. Together with the seed that is all that makes its data, so that a
 * sandbox that is started again goes on where it was: a registry that forgets
 * would show roll-backs that never happened, and counters would be reset.
 */
export class SandboxPast {
  readonly startedAt: number;
  readonly #file: string | undefined;
  #known: Past;

  /**
   * @param file - Where it is kept; without one each start is the first.
   */
  static open(file: string | undefined, now: number): SandboxPast {
    const known = file && existsSync(file) ? read(file) : undefined;
    const past = new SandboxPast(
      file,
      known ?? { startedAt: now, newVersionsAt: [], faults: [], objects: [] },
    );
    past.#write();
    return past;
  }

  private constructor(file: string | undefined, known: Past) {
    this.#file = file;
    this.startedAt = known.startedAt;
    this.#known = known;
  }

  /** All that were ever injected. */
  get faults(): readonly FaultRecord[] {
    return this.#known.faults;
  }

  /** Notes all that were ever injected. */
  setFaults(faults: readonly FaultRecord[]): void {
    this.#change({ faults: [...faults] });
  }

  /** What Kubeflow Pipelines keeps; undefined where nobody used it. */
  get pipelines(): KfpRecords | undefined {
    return this.#known.pipelines;
  }

  setPipelines(pipelines: KfpRecords): void {
    this.#change({ pipelines });
  }

  /** What was applied to the cluster. */
  get objects(): readonly AppliedRecord[] {
    return this.#known.objects;
  }

  setObjects(objects: readonly AppliedRecord[]): void {
    this.#change({ objects: [...objects] });
  }

  get newVersionsAt(): readonly number[] {
    return this.#known.newVersionsAt;
  }

  /**
   * Notes that a new version appears.
   *
   * @returns false once there were enough of them.
   */
  add(time: number): boolean {
    if (this.newVersionsAt.length >= MOST_VERSIONS) {
      return false;
    }
    this.#change({ newVersionsAt: [...this.newVersionsAt, time] });
    return true;
  }

  #change(change: Partial<Past>): void {
    this.#known = { ...this.#known, ...change };
    this.#write();
  }

  #write(): void {
    if (this.#file) {
      const part = `${this.#file}.part`;
      writeFileSync(part, JSON.stringify(this.#known));
      renameSync(part, this.#file);
    }
  }
}

/** Undefined where the file does not hold a past: then the sandbox begins anew. */
function read(file: string): Past | undefined {
  try {
    return pastSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
