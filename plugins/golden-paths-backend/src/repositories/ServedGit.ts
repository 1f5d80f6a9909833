import { NotFoundError } from '@backstage/errors';
import type { RepositoryFolders } from './RepositoryFolders';
import type { RepositoryReader } from './RepositoryReader';

const TEXT = 'text/plain; charset=utf-8';
const BINARY = 'application/octet-stream';

export interface Served {
  content: Buffer;
  contentType: string;
  etag?: string;
}

/**
 * A repository as Git reads it from a server that only has files ("dumb" HTTP):
 * where the branch is, then object by object.
 */
export class ServedGit {
  readonly #folders: RepositoryFolders;
  readonly #reader: RepositoryReader;

  constructor(options: {
    folders: RepositoryFolders;
    repositoryReader: RepositoryReader;
  }) {
    this.#folders = options.folders;
    this.#reader = options.repositoryReader;
  }

  async read(name: string, path: string): Promise<Served> {
    const head = await this.#reader.head(name);
    const folder = this.#folders.of(name);
    if (path === 'info/refs') {
      return text(`${head}\trefs/heads/main\n`);
    }
    if (path === 'HEAD') {
      return text('ref: refs/heads/main\n');
    }
    if (path === 'objects/info/packs') {
      const packs = await folder.listPacks();
      return text(`${packs.map(pack => `P ${pack}\n`).join('')}\n`);
    }
    const content = await folder.readServed(path);
    if (!content) {
      throw new NotFoundError(`There is nothing at ${path} in ${name}`);
    }
    return { content, contentType: BINARY };
  }
}

function text(content: string): Served {
  return { content: Buffer.from(content), contentType: TEXT };
}
