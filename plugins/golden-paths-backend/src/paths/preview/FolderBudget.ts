import { ConflictError } from '@backstage/errors';

const MOST_FILES = 2_000;
/** What the scaffolder takes, 10 megabytes, without what base 64 adds. */
const MOST_BYTES = 7_500_000;

/**
 * How much the files of a template may be, all together.
 */
export class FolderBudget {
  readonly #templateRef: string;
  #files = 0;
  #bytes = 0;

  constructor(templateRef: string) {
    this.#templateRef = templateRef;
  }

  /** Whether there is still room, with another file of that size. */
  take(bytes: number): boolean {
    this.#files++;
    this.#bytes += bytes;
    return this.#files <= MOST_FILES && this.#bytes <= MOST_BYTES;
  }

  /**
   * @throws ConflictError where there was no room for what was asked.
   */
  check(): void {
    if (this.#files > MOST_FILES) {
      throw this.#tooMuch(`more than ${MOST_FILES} files`);
    }
    if (this.#bytes > MOST_BYTES) {
      throw this.#tooMuch(`more than ${MOST_BYTES} bytes`);
    }
  }

  #tooMuch(found: string): ConflictError {
    return new ConflictError(
      `${
        this.#templateRef
      } cannot be previewed: found ${found} in its folder and in shared/ beside it; allowed are ${MOST_FILES} files and ${MOST_BYTES} bytes, which the scaffolder takes at most`,
    );
  }
}
