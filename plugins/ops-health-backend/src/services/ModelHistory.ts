import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { isError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  ListModelHistoryQuery,
  ModelHistoryEntry,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelsService } from '@platform-ops/backstage-plugin-models-node';
import {
  describeFailure,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';

const TIMEOUT_MS = 4_000;
const REMEMBER_MS = 10_000;
const MOST_REMEMBERED = 200;
/** They stand in an address. */
const REFS_AT_ONCE = 50;

/**
 * What changed of models, and why that is not known where it is not.
 */
export interface ModelHistoryAnswer {
  entries: ModelHistoryEntry[];
  missing?: string;
}

/** What is asked; without an end the answer reaches to now. */
export interface ModelHistoryQuestion {
  since: Date;
  until?: Date;
  /** All models unless told. */
  entityRefs?: string[];
  limit: number;
}

/**
 * Asks the models backend what changed, as the reader who asks: what this one
 * may not see is not in the answer. Never fails, and keeps nobody waiting.
 */
export class ModelHistory {
  readonly #auth: AuthService;
  readonly #models: ModelsService;
  readonly #now: () => number;
  readonly #remembered = new Map<
    string,
    { at: number; answer: Promise<ModelHistoryAnswer> }
  >();

  constructor(options: {
    auth: AuthService;
    models: ModelsService;
    now?: () => number;
  }) {
    this.#auth = options.auth;
    this.#models = options.models;
    this.#now = options.now ?? Date.now;
  }

  async list(
    question: ModelHistoryQuestion,
    credentials: BackstageCredentials,
  ): Promise<ModelHistoryAnswer> {
    const key = this.#keyOf(question, credentials);
    if (key === undefined) {
      return this.#ask(question, credentials);
    }
    const known = this.#remembered.get(key);
    if (known && this.#now() - known.at < REMEMBER_MS) {
      return known.answer;
    }
    const answer = this.#ask(question, credentials);
    this.#remembered.delete(key);
    this.#remembered.set(key, { at: this.#now(), answer });
    if (this.#remembered.size > MOST_REMEMBERED) {
      this.#remembered.delete(this.#remembered.keys().next().value!);
    }
    return answer;
  }

  /** Undefined for callers that cannot be told apart. */
  #keyOf(
    { since, until, entityRefs, limit }: ModelHistoryQuestion,
    credentials: BackstageCredentials,
  ): string | undefined {
    if (!this.#auth.isPrincipal(credentials, 'user')) {
      return undefined;
    }
    // One that reaches to now moves on with it.
    const span = until
      ? [since, until]
      : Math.round((this.#now() - since.getTime()) / REMEMBER_MS);
    const { userEntityRef } = credentials.principal;
    return JSON.stringify([userEntityRef, span, entityRefs, limit]);
  }

  async #ask(
    { since, until, entityRefs, limit }: ModelHistoryQuestion,
    credentials: BackstageCredentials,
  ): Promise<ModelHistoryAnswer> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const query: ListModelHistoryQuery = {
      from: since.toISOString(),
      to: until?.toISOString(),
      limit,
    };
    try {
      const questions = entityRefs
        ? [...inChunks(entityRefs, REFS_AT_ONCE)].map(entityRef => ({
            ...query,
            entityRef,
          }))
        : [query];
      const answers = await Promise.all(
        questions.map(each =>
          this.#models.listHistory(each, { credentials, signal }),
        ),
      );
      return { entries: answers.flatMap(({ items }) => items) };
    } catch (error) {
      // Who may see no model misses none.
      return isError(error) && error.name === NotAllowedError.name
        ? { entries: [] }
        : { entries: [], missing: describeMissing(error, signal) };
    }
  }
}

function describeMissing(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) {
    return `The models backend did not answer within ${
      TIMEOUT_MS / 1000
    } seconds`;
  }
  return isError(error) && error.name === NotFoundError.name
    ? 'The models backend is not installed'
    : `The models backend could not be asked: ${describeFailure(error)}`;
}
