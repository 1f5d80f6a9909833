import type { AuthService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { FactIntake } from '@platform-ops/backstage-plugin-scorecards-node';
import type { Outcome, ResultStore } from '../database/ResultStore';
import { BusyError } from '../http/refusals';
import type { PushedResult } from '../PushedResult';
import type { ResultTeller } from './ResultTeller';

const MOST_WAITING = 1000;
const BATCH = 250;

interface Waiting {
  result: PushedResult;
  resolve: (answer: { known: boolean }) => void;
  reject: (error: unknown) => void;
}

/**
 * Keeps results in batches: one write for all that came in while the one before
 * was under way. Each is answered once it is kept.
 */
export class ResultQueue {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #intake: FactIntake;
  readonly #store: ResultStore;
  readonly #teller: ResultTeller;
  readonly #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    intake: FactIntake;
    store: ResultStore;
    teller: ResultTeller;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#intake = options.intake;
    this.#store = options.store;
    this.#teller = options.teller;
  }

  /** @throws BusyError where too many wait, before any more is read. */
  requireRoom(): void {
    if (this.#waiting.length >= MOST_WAITING) {
      throw new BusyError();
    }
  }

  /**
   * @throws NotFoundError where the catalog has no such entity, ConflictError
   *   where the same run said something else before, BusyError.
   */
  async add(result: PushedResult): Promise<{ known: boolean }> {
    this.requireRoom();
    const answer = new Promise<{ known: boolean }>((resolve, reject) => {
      this.#waiting.push({ result, resolve, reject });
    });
    if (!this.#isRunning) {
      this.#isRunning = true;
      // What comes in at the same moment goes along.
      setImmediate(() => this.#run());
    }
    return answer;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      try {
        await this.#keep(batch);
      } catch (error) {
        // Those that were answered already are not touched by it.
        batch.forEach(({ reject }) => reject(error));
      }
    }
    this.#isRunning = false;
  }

  async #keep(batch: Waiting[]): Promise<void> {
    const missing = await this.#findMissing(
      new Set(batch.map(({ result }) => result.entityRef)),
    );
    const good = batch.filter(({ result, reject }) => {
      const isMissing = missing.has(result.entityRef);
      if (isMissing) {
        reject(noSuchEntity(result.entityRef));
      }
      return !isMissing;
    });
    const outcomes = await this.#store.add(good.map(({ result }) => result));
    await this.#teller.tell([
      ...new Set(good.map(({ result }) => result.entityRef)),
    ]);
    for (const { result, resolve, reject } of good) {
      const outcome = outcomes.get(result)!;
      const refusal = refusalOf(outcome, result);
      if (refusal) {
        reject(refusal);
      } else {
        resolve({ known: outcome === 'known' });
      }
    }
  }

  /** The catalog itself is asked only for what is not known here. */
  async #findMissing(entityRefs: Set<string>): Promise<Set<string>> {
    const known = await this.#intake.findKnown([...entityRefs]);
    const unknown = [...entityRefs].filter(ref => !known.has(ref));
    if (unknown.length === 0) {
      return new Set();
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs: unknown, fields: ['kind'] },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return new Set(unknown.filter((_, position) => !items[position]));
  }
}

/** Says the same of what is not there and of what one may not see. */
export function noSuchEntity(entityRef: string): NotFoundError {
  return new NotFoundError(
    `entityRef: found ${entityRef}, which the catalog does not have or does not show to you`,
  );
}

function refusalOf(
  outcome: Outcome,
  { entityRef, tool, kind }: PushedResult,
): Error | undefined {
  switch (outcome) {
    case 'different':
      return new ConflictError(
        `Another ${kind} result of ${tool} for ${entityRef}, of the same commit, version and ranAt, says something else. Give each part a tool name of its own, and each run its ranAt`,
      );
    case 'too-many':
      return new InputError(
        `tool: ${entityRef} has results of as many tools as are kept; remove those that are not used any more with DELETE /api/scorecards/results`,
      );
    default:
      return undefined;
  }
}
