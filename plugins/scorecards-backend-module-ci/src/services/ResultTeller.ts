import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FactIntake } from '@platform-ops/backstage-plugin-scorecards-node';
import type { ResultStore } from '../database/ResultStore';
import { toFacts } from './toFacts';

/** Others push meanwhile; the rest waits for the task. */
const MOST_ROUNDS = 3;
const MOST_AT_ONCE = 500;

/**
 * Makes facts of what is kept.
 */
export class ResultTeller {
  readonly #store: ResultStore;
  readonly #intake: FactIntake;
  readonly #logger: LoggerService;

  constructor(options: {
    store: ResultStore;
    intake: FactIntake;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#intake = options.intake;
    this.#logger = options.logger;
  }

  /** Tells of these what facts do not say yet. */
  async tell(entityRefs: string[]): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const untold = await this.#store.listUntold({ of: entityRefs });
      if (untold.size === 0 || !(await this.#tell(untold))) {
        return;
      }
    }
  }

  /** What is left, of entities that were new, or of a process that died. */
  async tellRest(): Promise<void> {
    const untold = await this.#store.listUntold({ most: MOST_AT_ONCE });
    if (untold.size > 0) {
      await this.#tell(untold);
    }
  }

  /** @returns whether all could be told. */
  async #tell(untold: Map<string, number>): Promise<boolean> {
    const results = await this.#store.listLast([...untold.keys()]);
    const refused = await this.#intake.put(
      [...results].flatMap(([entityRef, of]) => toFacts(entityRef, of)),
    );
    const told = new Map(untold);
    for (const { fact, reason, message } of refused) {
      if (reason === 'unknown-entity') {
        told.delete(fact.entityRef);
      } else {
        this.#logger.error(`A result could not be told: ${message}`);
      }
    }
    await this.#store.markTold(told);
    return told.size === untold.size;
  }
}
