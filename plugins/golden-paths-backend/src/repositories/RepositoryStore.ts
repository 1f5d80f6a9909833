import type { Knex } from 'knex';
import {
  applyKeyset,
  columnText,
  encodeCursor,
  type KeysetOrder,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { isUniqueViolation } from '../database/isUniqueViolation';
import type { MadeBy } from './readPathFile';

const REPOSITORIES = 'golden_paths_repositories';
const COMMITS = 'golden_paths_commits';

const BY_PUSH: KeysetOrder = {
  expression: 'r.pushed_at',
  numeric: true,
  order: 'desc',
  id: 'r.name',
};
const BY_NUMBER: KeysetOrder = {
  expression: 'c.number',
  numeric: true,
  order: 'desc',
  id: 'c.hash',
};

export interface StoredCommit {
  /** From 1. */
  number: number;
  hash: string;
  /** Of all files. */
  tree: string;
  message: string;
  authorName: string;
  committedAt: Date;
}

export interface StoredRepository {
  name: string;
  title: string;
  owner: string;
  /** Ref of a user, or who a service is. */
  createdBy: string;
  createdAt: Date;
  pushedAt: Date;
  path?: MadeBy;
  head: StoredCommit;
}

/** A commit on top of the one before it, and what the repository is by it. */
export interface NextCommit {
  repository: string;
  commit: StoredCommit;
  requestKey: string;
  title: string;
  owner: string;
  path?: MadeBy;
  /** Ref of a user, or who a service is. */
  committedBy: string;
}

interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/**
 * The repositories and their commits. A commit is there once its row is.
 */
export class RepositoryStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async find(name: string): Promise<StoredRepository | undefined> {
    const row = await this.#repositories().where('r.name', name).first();
    return row && toRepository(row);
  }

  async list(query: {
    limit: number;
    cursor?: string;
  }): Promise<Page<StoredRepository>> {
    const rows = this.#repositories().limit(query.limit + 1);
    applyKeyset(rows, this.#knex, BY_PUSH, query.cursor);
    return toPage(await rows, query.limit, BY_PUSH, toRepository, ({ name }) =>
      String(name),
    );
  }

  async findCommit(
    repository: string,
    by: { hash: string } | { requestKey: string },
  ): Promise<StoredCommit | undefined> {
    const row = await this.#commits(repository)
      .where(
        'hash' in by
          ? { 'c.hash': by.hash }
          : { 'c.request_key': by.requestKey },
      )
      .first();
    return row && toCommit(row);
  }

  async listCommits(
    repository: string,
    query: { limit: number; cursor?: string },
  ): Promise<Page<StoredCommit>> {
    const rows = this.#commits(repository).limit(query.limit + 1);
    applyKeyset(rows, this.#knex, BY_NUMBER, query.cursor);
    return toPage(await rows, query.limit, BY_NUMBER, toCommit, ({ hash }) =>
      String(hash),
    );
  }

  /** False where another one came first. */
  async append(next: NextCommit): Promise<boolean> {
    const { repository: name, commit } = next;
    const at = commit.committedAt.getTime();
    const now = {
      title: columnText(next.title),
      owner_ref: next.owner,
      head: commit.number,
      pushed_at: at,
      path_name: columnText(next.path?.name),
      path_version: columnText(next.path?.version),
    };
    try {
      await this.#knex.transaction(async transaction => {
        if (commit.number === 1) {
          await transaction(REPOSITORIES).insert({
            ...now,
            name,
            created_by: columnText(next.committedBy),
            created_at: at,
          });
        } else {
          await transaction(REPOSITORIES).where({ name }).update(now);
        }
        await transaction(COMMITS).insert({
          repository: name,
          number: commit.number,
          hash: commit.hash,
          tree: commit.tree,
          request_key: next.requestKey,
          message: columnText(commit.message),
          author_name: columnText(commit.authorName),
          committed_by: columnText(next.committedBy),
          committed_at: at,
        });
      });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) {
        return false;
      }
      throw error;
    }
  }

  #repositories(): Knex.QueryBuilder {
    return this.#knex(`${REPOSITORIES} as r`)
      .join(`${COMMITS} as c`, join =>
        join.on('c.repository', 'r.name').andOn('c.number', 'r.head'),
      )
      .select('r.*', 'c.*');
  }

  #commits(repository: string): Knex.QueryBuilder {
    return this.#knex(`${COMMITS} as c`)
      .where('c.repository', repository)
      .select('c.*');
  }
}

type Row = Record<string, string | number | null>;

function toPage<T>(
  rows: Row[],
  limit: number,
  order: KeysetOrder,
  convert: (row: Row) => T,
  idOf: (row: Row) => string,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(convert),
    ...(last &&
      rows.length > limit && {
        nextCursor: encodeCursor(order, last.keyset_value!, idOf(last)),
      }),
  };
}

function toCommit(row: Row): StoredCommit {
  return {
    number: Number(row.number),
    hash: String(row.hash),
    tree: String(row.tree),
    message: String(row.message),
    authorName: String(row.author_name),
    committedAt: new Date(Number(row.committed_at)),
  };
}

function toRepository(row: Row): StoredRepository {
  return {
    name: String(row.name),
    title: String(row.title),
    owner: String(row.owner_ref),
    createdBy: String(row.created_by),
    createdAt: new Date(Number(row.created_at)),
    pushedAt: new Date(Number(row.pushed_at)),
    ...(row.path_name !== null && {
      path: { name: String(row.path_name), version: String(row.path_version) },
    }),
    head: toCommit(row),
  };
}
