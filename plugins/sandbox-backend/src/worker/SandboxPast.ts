import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** So much is replayed at a start, and after so much nothing new appears. */
const MOST_VERSIONS = 300;

const pastSchema = z.object({
  startedAt: z.number(),
  newVersionsAt: z.array(z.number()),
});

/**
 * When the sandbox began and when its new versions appeared. Together with the
 * seed that is all that makes its data, so that a sandbox that is started again
 * goes on where it was: a registry that forgets would show roll-backs that
 * never happened.
 */
export class SandboxPast {
  readonly startedAt: number;
  readonly #newVersionsAt: number[];
  readonly #file: string | undefined;

  /**
   * @param file - Where it is kept; without one each start is the first.
   */
  static open(file: string | undefined, now: number): SandboxPast {
    const known = file && existsSync(file) ? read(file) : undefined;
    const past = new SandboxPast(
      file,
      known?.startedAt ?? now,
      known?.newVersionsAt ?? [],
    );
    past.#write();
    return past;
  }

  private constructor(
    file: string | undefined,
    startedAt: number,
    newVersionsAt: number[],
  ) {
    this.#file = file;
    this.startedAt = startedAt;
    this.#newVersionsAt = newVersionsAt;
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
