import { resolve } from 'node:path';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { NotImplementedError } from '@backstage/errors';
import { DIRECTORY_KEY } from './directoryKey';
import { RepositoryFolder } from './RepositoryFolder';

/**
 * Where the repositories are.
 */
export class RepositoryFolders {
  readonly #directory: string | undefined;

  static fromConfig(config: RootConfigService): RepositoryFolders {
    const directory = config.getOptionalString(DIRECTORY_KEY);
    return new RepositoryFolders(directory && resolve(directory));
  }

  private constructor(directory: string | undefined) {
    this.#directory = directory;
  }

  get isConfigured(): boolean {
    return this.#directory !== undefined;
  }

  /**
   * @param name - Of the form of a name, which leads nowhere else.
   * @throws NotImplementedError where no repositories are kept.
   */
  of(name: string): RepositoryFolder {
    if (this.#directory === undefined) {
      throw new NotImplementedError(
        `This portal keeps no Git repositories: ${DIRECTORY_KEY} is not set; it is the folder to keep them in`,
      );
    }
    return new RepositoryFolder(this.#directory, name);
  }
}
