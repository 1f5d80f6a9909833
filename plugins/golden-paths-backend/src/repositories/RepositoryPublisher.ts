import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  describeNameProblem,
  type PublishedCommit,
  type publishCommitSchema,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type { RepositoryUrls } from '@platform-ops/backstage-plugin-golden-paths-node';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import { callerOf } from '../callerOf';
import { decodeFiles } from './decodeFiles';
import { readPathFile, type MadeBy } from './readPathFile';
import type { RepositoryFolder } from './RepositoryFolder';
import type { RepositoryFolders } from './RepositoryFolders';
import type {
  RepositoryStore,
  StoredCommit,
  StoredRepository,
} from './RepositoryStore';

const CATALOG_FILE = 'catalog-info.yaml';
const MOST_TRIES = 10;
/** RFC 2606: of nobody. */
const EMAIL = 'portal@localhost.invalid';

type Request = z.output<typeof publishCommitSchema>;

/**
 * Commits to the portal's own repositories.
 *
 * @remarks
 *
 * All objects of Git are written first; the commit is there once its row is in
 * the database, which takes each number once. What stops in between leaves
 * objects that nothing names. So any number of replicas can write.
 */
export class RepositoryPublisher {
  readonly #auth: AuthService;
  readonly #folders: RepositoryFolders;
  readonly #logger: LoggerService;
  readonly #store: RepositoryStore;
  readonly #urls: RepositoryUrls;
  readonly #userInfo: UserInfoService;
  readonly #now: () => Date;

  constructor(options: {
    auth: AuthService;
    folders: RepositoryFolders;
    logger: LoggerService;
    store: RepositoryStore;
    urls: RepositoryUrls;
    userInfo: UserInfoService;
    now?: () => Date;
  }) {
    this.#auth = options.auth;
    this.#folders = options.folders;
    this.#logger = options.logger;
    this.#store = options.store;
    this.#urls = options.urls;
    this.#userInfo = options.userInfo;
    this.#now = options.now ?? (() => new Date());
  }

  async publish(
    name: string,
    request: Request,
    credentials: BackstageCredentials,
  ): Promise<PublishedCommit> {
    const problem = describeNameProblem(name);
    if (problem) {
      throw new InputError(`name: ${problem}`);
    }
    const folder = this.#folders.of(name);
    const files = decodeFiles(request.files);
    const before = await this.#store.find(name);
    await this.#checkMayReplace(before, request, credentials);
    const tree = await folder.writeTree(files);
    const requestKey = createHash('sha256')
      .update(`${tree} ${request.requestId}`)
      .digest('hex');

    for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
      const found = await this.#store.find(name);
      const asked =
        found && (await this.#store.findCommit(name, { requestKey }));
      const same = asked ? undefined : findSame(found, tree, request);
      if (!asked && !same) {
        checkMayCreate(found, request);
        await this.#checkMayReplace(found, request, credentials);
      }
      const commit =
        asked ??
        same ??
        (await this.#append({
          name,
          folder,
          found,
          request,
          tree,
          requestKey,
          path: readPathFile(files),
          committedBy: callerOf(this.#auth, credentials),
        }));
      if (!commit) {
        continue;
      }
      await this.#moveBranch(name, folder);
      return {
        commit: commit.hash,
        url: this.#urls.tree(name),
        ...(files.some(({ path }) => path === CATALOG_FILE) && {
          catalogInfoUrl: this.#urls.file(name, CATALOG_FILE),
        }),
        created: commit.number === 1 && !same,
      };
    }
    throw new ConflictError(
      `Others commit to ${name} at this moment; try again`,
    );
  }

  /** Undefined where another commit came first. */
  async #append(options: {
    name: string;
    folder: RepositoryFolder;
    found: StoredRepository | undefined;
    request: Request;
    tree: string;
    requestKey: string;
    path: MadeBy | undefined;
    committedBy: string;
  }): Promise<StoredCommit | undefined> {
    const { name, folder, found, request, tree, committedBy } = options;
    const { message, author } = request;
    const committedAt = this.#now();
    const hash = await folder.writeCommit({
      tree,
      parent: found?.head.hash,
      message,
      author,
      // Whoever the author is said to be.
      committer: { name: committedBy, email: EMAIL },
      at: committedAt,
    });
    const commit = {
      number: (found?.head.number ?? 0) + 1,
      hash,
      tree,
      message,
      authorName: author.name,
      committedAt,
    };
    const isFirst = await this.#store.append({
      repository: name,
      commit,
      requestKey: options.requestKey,
      title: request.title ?? found?.title ?? name,
      owner: request.owner,
      path: options.path,
      committedBy,
    });
    return isFirst ? commit : undefined;
  }

  /** Readers ask the database: a branch that stays behind misleads none. */
  async #moveBranch(name: string, folder: RepositoryFolder): Promise<void> {
    try {
      const found = await this.#store.find(name);
      await folder.pointBranch(found!.head.hash);
    } catch (error) {
      this.#logger.warn(
        `The branch in the folder of the repository ${name} stays behind: ${describeFailure(
          error,
        )}`,
      );
    }
  }

  /** Before anything is written, and again when it is to count. */
  async #checkMayReplace(
    found: StoredRepository | undefined,
    { mode, owner }: Request,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!found || mode !== 'replace') {
      return;
    }
    if (found.owner !== owner) {
      throw new ConflictError(
        `owner: found ${owner}; the repository ${found.name} is of ${found.owner}`,
      );
    }
    if (
      this.#auth.isPrincipal(credentials, 'user') &&
      credentials.principal.userEntityRef !== found.createdBy
    ) {
      const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
        credentials,
      );
      if (!ownershipEntityRefs.includes(found.owner)) {
        throw new NotAllowedError(
          `The repository ${found.name} is of ${found.owner}: its files are replaced by its owners and by who made it`,
        );
      }
    }
  }
}

function checkMayCreate(
  found: StoredRepository | undefined,
  { mode }: Request,
): void {
  if (found && mode === 'create') {
    throw new ConflictError(
      `name: there is a repository ${found.name} already, of ${found.owner} and with other files; choose another name`,
    );
  }
}

/** The last commit, where it has these files already. */
function findSame(
  found: StoredRepository | undefined,
  tree: string,
  { owner }: Request,
): StoredCommit | undefined {
  return found?.head.tree === tree && found.owner === owner
    ? found.head
    : undefined;
}
