import { createInflate } from 'node:zlib';
import { constants, promises as files } from 'node:fs';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { CommittedFile } from './decodeFiles';
import { durableFiles as fs } from './durableFiles';
import { codeOf, rethrowLost, rethrowUnusable } from './folderErrors';
import { layOut, type Folder } from './layOut';

const AT_ONCE = 16;
const FILE = '100644';
const EXECUTABLE = '100755';
const BRANCH = 'main';
/** What a clone reads, and nothing else of a folder of Git. */
const SERVED =
  /^objects\/(?:[0-9a-f]{2}\/[0-9a-f]{38}|pack\/pack-[0-9a-f]{40}\.(?:pack|idx))$/;
/** Links are none of its. */
const MISSING = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP'];
const PACK = /^pack-[0-9a-f]{40}\.pack$/;

export interface ListedFile {
  path: string;
  oid: string;
  executable: boolean;
}

interface Person {
  name: string;
  email: string;
}

/**
 * A bare Git repository on disk. All in it is named by its hash but for the
 * branch, which follows the database.
 */
export class RepositoryFolder {
  readonly #gitdir: string;

  constructor(directory: string, name: string) {
    this.#gitdir = join(directory, `${name}.git`);
  }

  /** Writes the files, and gives the hash of them all. */
  async writeTree(committed: CommittedFile[]): Promise<string> {
    // Before anything is written.
    const root = layOut(committed);
    return this.#write(async gitdir => {
      await git.init({ fs, gitdir, bare: true, defaultBranch: BRANCH });
      const oids = new Map<string, string>();
      for (const chunk of inChunks(committed, AT_ONCE)) {
        await Promise.all(
          chunk.map(async ({ path, content: blob }) => {
            oids.set(path, await git.writeBlob({ fs, gitdir, blob }));
          }),
        );
      }
      return this.#writeFolder(root, oids);
    });
  }

  async writeCommit(options: {
    tree: string;
    parent?: string;
    message: string;
    author: Person;
    committer: Person;
    at: Date;
  }): Promise<string> {
    const { tree, parent, message, author, committer, at } = options;
    const time = {
      timestamp: Math.floor(at.getTime() / 1000),
      timezoneOffset: 0,
    };
    if (parent) {
      // On top of what is lost nobody could clone it.
      await git
        .readCommit({ fs, gitdir: this.#gitdir, oid: parent })
        .catch(rethrowLost);
    }
    return this.#write(gitdir =>
      git.writeCommit({
        fs,
        gitdir,
        commit: {
          tree,
          parent: parent ? [parent] : [],
          message: `${message}\n`,
          author: { ...author, ...time },
          committer: { ...committer, ...time },
        },
      }),
    );
  }

  /** For those who look at the folder with a Git of their own. */
  async pointBranch(commit: string): Promise<void> {
    await git.writeRef({
      fs,
      gitdir: this.#gitdir,
      ref: `refs/heads/${BRANCH}`,
      value: commit,
      force: true,
    });
  }

  /** All files of a tree, by path. */
  async list(tree: string): Promise<ListedFile[]> {
    const found = await this.#listFolder(tree, '').catch(rethrowLost);
    return found.sort((left, right) => (left.path < right.path ? -1 : 1));
  }

  async read(oid: string): Promise<Buffer> {
    const { blob } = await git
      .readBlob({ fs, gitdir: this.#gitdir, oid })
      .catch(rethrowLost);
    return Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  }

  /** In bytes, without reading all of it. */
  async size(oid: string): Promise<number> {
    try {
      return await readSize(
        join(this.#gitdir, 'objects', oid.slice(0, 2), oid.slice(2)),
      );
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') {
        return rethrowUnusable(error);
      }
      // Somebody packed the folder.
      return (await this.read(oid)).length;
    }
  }

  /** A file as a clone over HTTP reads it; undefined for what is none of its. */
  async readServed(path: string): Promise<Buffer | undefined> {
    if (!SERVED.test(path)) {
      return undefined;
    }
    try {
      const file = await files.open(
        join(this.#gitdir, path),
        // eslint-disable-next-line no-bitwise
        constants.O_RDONLY | constants.O_NOFOLLOW,
      );
      try {
        return await file.readFile();
      } finally {
        await file.close();
      }
    } catch (error) {
      if (MISSING.includes(codeOf(error) ?? '')) {
        return undefined;
      }
      return rethrowUnusable(error);
    }
  }

  /** The names of the packs, which there are where somebody packed the folder. */
  async listPacks(): Promise<string[]> {
    try {
      const names = await files.readdir(join(this.#gitdir, 'objects', 'pack'));
      return names.filter(name => PACK.test(name)).sort();
    } catch {
      return [];
    }
  }

  async #write<T>(write: (gitdir: string) => Promise<T>): Promise<T> {
    return write(this.#gitdir).catch(rethrowUnusable);
  }

  async #writeFolder(
    folder: Folder,
    oids: ReadonlyMap<string, string>,
  ): Promise<string> {
    const entries = folder.files.map(({ name, path, executable }) => ({
      mode: executable ? EXECUTABLE : FILE,
      path: name,
      oid: oids.get(path)!,
      type: 'blob' as const,
    }));
    const folders = [];
    for (const [name, child] of folder.folders) {
      folders.push({
        mode: '040000',
        path: name,
        oid: await this.#writeFolder(child, oids),
        type: 'tree' as const,
      });
    }
    return git.writeTree({
      fs,
      gitdir: this.#gitdir,
      tree: [...entries, ...folders],
    });
  }

  async #listFolder(oid: string, prefix: string): Promise<ListedFile[]> {
    const { tree } = await git.readTree({ fs, gitdir: this.#gitdir, oid });
    const found: ListedFile[] = [];
    for (const entry of tree) {
      const path = `${prefix}${entry.path}`;
      if (entry.type === 'tree') {
        found.push(...(await this.#listFolder(entry.oid, `${path}/`)));
      } else if (entry.mode === FILE || entry.mode === EXECUTABLE) {
        found.push({
          path,
          oid: entry.oid,
          executable: entry.mode === EXECUTABLE,
        });
      }
    }
    return found;
  }
}

/** An object begins with its type and its size. */
async function readSize(path: string): Promise<number> {
  const file = await files.open(path);
  const inflate = createInflate();
  try {
    let head = '';
    const packed = file.createReadStream({ autoClose: false, end: 255 });
    // Cut off behind its head.
    inflate.on('error', () => {});
    for await (const chunk of packed.pipe(inflate)) {
      head += (chunk as Buffer).toString('latin1');
      const size = /^blob (\d+)\0/.exec(head);
      if (size) {
        return Number(size[1]);
      }
    }
    throw new Error('is no blob');
  } finally {
    inflate.destroy();
    await file.close();
  }
}
