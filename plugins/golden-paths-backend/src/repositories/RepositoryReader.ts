import type { z } from 'zod';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  listRepositoriesQuerySchema,
  ListRepositoriesResponse,
  Repository,
  repositoryCommitsQuerySchema,
  RepositoryCommitsResponse,
  RepositoryContents,
  repositoryContentsQuerySchema,
  RepositoryFile,
  RepositoryTree,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type { RepositoryUrls } from '@platform-ops/backstage-plugin-golden-paths-node';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { DescribedEntities } from './DescribedEntities';
import { readText } from './readText';
import type { ListedFile } from './RepositoryFolder';
import type { RepositoryFolders } from './RepositoryFolders';
import type {
  RepositoryStore,
  StoredCommit,
  StoredRepository,
} from './RepositoryStore';

const BRANCH = 'main';
const AT_ONCE = 16;

/**
 * Reads the portal's own repositories.
 */
export class RepositoryReader {
  readonly #described: DescribedEntities;
  readonly #folders: RepositoryFolders;
  readonly #store: RepositoryStore;
  readonly #urls: RepositoryUrls;

  constructor(options: {
    described: DescribedEntities;
    folders: RepositoryFolders;
    store: RepositoryStore;
    urls: RepositoryUrls;
  }) {
    this.#described = options.described;
    this.#folders = options.folders;
    this.#store = options.store;
    this.#urls = options.urls;
  }

  async list(
    query: z.output<typeof listRepositoriesQuerySchema>,
    credentials: BackstageCredentials,
  ): Promise<ListRepositoriesResponse> {
    if (!this.#folders.isConfigured) {
      return { isConfigured: false, items: [] };
    }
    const { items, nextCursor } = await this.#store.list(query);
    const entityRefs = await this.#described.find(
      items.map(({ name }) => name),
      credentials,
    );
    return {
      isConfigured: true,
      items: items.map(found =>
        this.#describe(found, entityRefs.get(found.name)!),
      ),
      nextCursor,
    };
  }

  async get(
    name: string,
    credentials: BackstageCredentials,
  ): Promise<Repository> {
    const found = await this.#find(name);
    const entityRefs = await this.#described.find([name], credentials);
    return this.#describe(found, entityRefs.get(name)!);
  }

  async tree(name: string, ref: string): Promise<RepositoryTree> {
    const { commit, files } = await this.listFiles(name, ref);
    const folder = this.#folders.of(name);
    return {
      commit: commit.hash,
      files: await inTurns(files, async ({ path, oid, executable }) => ({
        path,
        size: await folder.size(oid),
        executable,
      })),
    };
  }

  async file(name: string, path: string, ref: string): Promise<RepositoryFile> {
    const { commit, content } = await this.raw(name, path, ref);
    return {
      path,
      commit: commit.hash,
      size: content.length,
      text: readText(content),
    };
  }

  async raw(
    name: string,
    path: string,
    ref: string,
  ): Promise<{ commit: StoredCommit; content: Buffer }> {
    const { commit, files } = await this.listFiles(name, ref);
    const file = files.find(other => other.path === path);
    if (!file) {
      throw new NotFoundError(`There is no file ${path} in ${name} at ${ref}`);
    }
    return { commit, content: await this.#folders.of(name).read(file.oid) };
  }

  async contents(
    name: string,
    query: z.output<typeof repositoryContentsQuerySchema>,
  ): Promise<RepositoryContents> {
    const commit = await this.#findCommit(name, query.ref);
    const about = {
      commit: commit.hash,
      committedAt: commit.committedAt.toISOString(),
    };
    if (query.ifNot === commit.hash) {
      return about;
    }
    const folder = this.#folders.of(name);
    const files = await folder.list(commit.tree);
    const wanted = files.filter(
      ({ path }) =>
        query.folder === undefined ||
        path === query.folder ||
        path.startsWith(`${query.folder}/`),
    );
    return {
      ...about,
      files: await inTurns(wanted, async ({ path, oid, executable }) => ({
        path,
        base64Content: (await folder.read(oid)).toString('base64'),
        executable,
      })),
    };
  }

  async commits(
    name: string,
    query: z.output<typeof repositoryCommitsQuerySchema>,
  ): Promise<RepositoryCommitsResponse> {
    await this.#find(name);
    const { items, nextCursor } = await this.#store.listCommits(name, query);
    return {
      items: items.map(({ hash, message, authorName, committedAt }) => ({
        commit: hash,
        message,
        authorName,
        committedAt: committedAt.toISOString(),
      })),
      nextCursor,
    };
  }

  /** The hash of the last commit. */
  async head(name: string): Promise<string> {
    return (await this.#find(name)).head.hash;
  }

  /** The names of all files, without looking at each. */
  async listFiles(
    name: string,
    ref: string,
  ): Promise<{ commit: StoredCommit; files: ListedFile[] }> {
    const commit = await this.#findCommit(name, ref);
    return { commit, files: await this.#folders.of(name).list(commit.tree) };
  }

  async #findCommit(name: string, ref: string): Promise<StoredCommit> {
    const { head } = await this.#find(name);
    const commit =
      ref === BRANCH || ref === head.hash
        ? head
        : await this.#store.findCommit(name, { hash: ref });
    if (!commit) {
      throw new NotFoundError(`There is no commit ${ref} in ${name}`);
    }
    return commit;
  }

  async #find(name: string): Promise<StoredRepository> {
    const found = await this.#store.find(name);
    if (!found) {
      throw new NotFoundError(`There is no repository ${name}`);
    }
    return found;
  }

  #describe(found: StoredRepository, entityRefs: string[]): Repository {
    const { name, title, owner, path, head } = found;
    return {
      name,
      title,
      owner,
      createdAt: found.createdAt.toISOString(),
      pushedAt: found.pushedAt.toISOString(),
      defaultBranch: BRANCH,
      headCommit: head.hash,
      path,
      entityRefs,
      cloneUrl: this.#urls.clone(name),
      url: this.#urls.tree(name),
    };
  }
}

async function inTurns<TFrom, TTo>(
  items: TFrom[],
  convert: (item: TFrom) => Promise<TTo>,
): Promise<TTo[]> {
  const converted: TTo[] = [];
  for (const chunk of inChunks(items, AT_ONCE)) {
    converted.push(...(await Promise.all(chunk.map(convert))));
  }
  return converted;
}
