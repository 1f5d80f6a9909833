import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { PATH_FILE } from '@platform-ops/backstage-plugin-golden-paths-common';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';

const MOST_BYTES = 20_000_000;
const REFUSALS = [
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
];

/** The folder of a repository that holds the catalog file of an entity. */
export class SourceRepository {
  readonly #urlReader: UrlReaderService;
  readonly #resolve: (path: string) => string;

  constructor(urlReader: UrlReaderService, resolve: (path: string) => string) {
    this.#urlReader = urlReader;
    this.#resolve = resolve;
  }

  async readPathFile(signal: AbortSignal): Promise<Buffer> {
    return this.#read(async () => {
      const file = await this.#urlReader.readUrl(
        this.#resolve(`./${PATH_FILE}`),
        { signal },
      );
      return file.buffer();
    });
  }

  /** Those of the files that there are, by path. */
  async readFiles(
    paths: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<Map<string, Buffer>> {
    return this.#read(async () => {
      let bytes = 0;
      const tree = await this.#urlReader.readTree(this.#resolve('./'), {
        signal,
        filter: (path, info) => {
          const isWanted = paths.has(path);
          bytes += isWanted ? info?.size ?? 0 : 0;
          return isWanted && bytes <= MOST_BYTES;
        },
      });
      if (bytes > MOST_BYTES) {
        throw new ConflictError(
          `The files of the repository that the path makes have ${bytes} bytes; ${MOST_BYTES} are compared at most`,
        );
      }
      const files = new Map<string, Buffer>();
      for (const file of await tree.files()) {
        files.set(file.path, await file.content());
      }
      return files;
    });
  }

  async #read<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof NotFoundError) {
        throw new NotFoundError(
          `The repository, or its ${PATH_FILE}, was not found: ${describeFailure(
            error,
          )}`,
        );
      }
      if (REFUSALS.some(refusal => error instanceof refusal)) {
        throw error;
      }
      throw new ServiceUnavailableError(
        `The repository could not be read: ${describeFailure(error)}`,
      );
    }
  }
}
