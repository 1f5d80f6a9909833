import { NotFoundError } from '@backstage/errors';
import type { RepositoryAddress } from '@platform-ops/backstage-plugin-golden-paths-node';
import { readText } from './readText';
import type { RepositoryReader } from './RepositoryReader';
import type { Served } from './ServedGit';

const TEXT = 'text/plain; charset=utf-8';
const BINARY = 'application/octet-stream';

/**
 * Files of repositories as they are, by the addresses that stand in the catalog.
 */
export class RawFiles {
  readonly #reader: RepositoryReader;

  constructor(options: { repositoryReader: RepositoryReader }) {
    this.#reader = options.repositoryReader;
  }

  /** A file; of a folder the paths in it, one a line. */
  async read({ repository, ref, path }: RepositoryAddress): Promise<Served> {
    const { commit, files } = await this.#reader.listFiles(repository, ref);
    if (files.some(file => file.path === path)) {
      const { content } = await this.#reader.raw(repository, path, commit.hash);
      return {
        content,
        contentType: readText(content) === undefined ? BINARY : TEXT,
        etag: commit.hash,
      };
    }
    const folder = path && `${path}/`;
    const inside = files.filter(file => file.path.startsWith(folder));
    if (inside.length === 0) {
      throw new NotFoundError(
        `There is nothing at ${path} in ${repository} at ${ref}`,
      );
    }
    return {
      content: Buffer.from(inside.map(file => `${file.path}\n`).join('')),
      contentType: TEXT,
      etag: commit.hash,
    };
  }
}
