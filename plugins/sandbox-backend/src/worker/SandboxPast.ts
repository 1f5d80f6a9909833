import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import {
  faultRecordSchema,
  type FaultRecord,
} from '../workloads/faults/FaultRecord';

/** So much is replayed at a start, and after so much nothing new appears. */
const MOST_VERSIONS = 300;

const pastSchema = z.object({
  startedAt: z.number(),
  newVersionsAt: z.array(z.number()),
  faults: z.array(faultRecordSchema).default([]),
});

/**
 * When the sandbox began, when its new versions appeared and which faults were
 * injected. Together with the seed that is all that makes its data, so that a
 * sandbox that is started again goes on where it was: a registry that forgets
 * would show roll-backs that never happened, and counters would be reset.
 */
export class SandboxPast {
  readonly startedAt: number;
  readonly #newVersionsAt: number[];
  readonly #file: string | undefined;
  #faults: readonly FaultRecord[];

  /**
   * @param file - Where it is kept; without one each start is the first.
   */
  static open(file: string | undefined, now: number): SandboxPast {
    const known = file && existsSync(file) ? read(file) : undefined;
    const past = new SandboxPast(
      file,
      known ?? { startedAt: now, newVersionsAt: [], faults: [] },
    );
    past.#write();
    return past;
  }

  private constructor(
    file: string | undefined,
    known: z.infer<typeof pastSchema>,
  ) {
    this.#file = file;
    this.startedAt = known.startedAt;
    this.#newVersionsAt = known.newVersionsAt;
    this.#faults = known.faults;
  }

  /** All that were ever injected. */
  get faults(): readonly FaultRecord[] {
    return this.#faults;
  }

  /** Notes all that were ever injected. */
  setFaults(faults: readonly FaultRecord[]): void {
    this.#faults = faults;
    this.#write();
  }

  get newVersionsAt(): readonly number[] {
    return this.#newVersionsAt;
  }

  /**
   * Notes that a new version appears.
   *
   * @returns false once there were enough of them.
   */
  add(time: number): boolean {
    if (this.#newVersionsAt.length >= MOST_VERSIONS) {
      return false;
    }
    this.#newVersionsAt.push(time);
    this.#write();
    return true;
  }

  #write(): void {
    if (this.#file) {
      const part = `${this.#file}.part`;
      writeFileSync(
        part,
        JSON.stringify({
          startedAt: this.startedAt,
          newVersionsAt: this.#newVersionsAt,
          faults: this.#faults,
        }),
      );
      renameSync(part, this.#file);
    }
  }
}

/** Undefined where the file does not hold a past: then the sandbox begins anew. */
function read(file: string): z.infer<typeof pastSchema> | undefined {
  try {
    return pastSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
