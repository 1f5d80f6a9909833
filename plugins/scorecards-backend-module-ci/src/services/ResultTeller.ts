import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  CollectedFact,
  FactIntake,
} from '@platform-ops/backstage-plugin-scorecards-node';
import type { ResultStore } from '../database/ResultStore';
import { PUSHED_FACT_TYPES } from '../factTypes';
import { toFacts } from './toFacts';

/** Others push meanwhile; the rest waits for the task. */
const MOST_ROUNDS = 10;
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
    await this.#tellAll(await this.#store.listUntold({ of: entityRefs }));
  }

  /** What is left, of entities that were new, or of a process that died. */
  async tellRest(): Promise<void> {
    await this.#tellAll(await this.#store.listUntold({ most: MOST_AT_ONCE }));
  }

  async #tellAll(untold: Map<string, number>): Promise<void> {
    let rest = untold;
    for (let round = 0; rest.size > 0; round++) {
      if (round === MOST_ROUNDS) {
        await this.#store.markUntold([...rest.keys()]);
        return;
      }
      rest = await this.#tell(rest);
    }
  }

  /** @returns those of which there is something newer meanwhile. */
  async #tell(untold: Map<string, number>): Promise<Map<string, number>> {
    const results = await this.#store.listLast([...untold.keys()]);
    const facts = [...results].flatMap(([entityRef, of]) =>
      toFacts(entityRef, of),
    );
    const refused = await this.#intake.put(facts);
    // What could not be told must not leave what was told before.
    const wrong = new Set(
      refused
        .filter(({ reason }) => reason === 'wrong')
        .map(({ fact }) => fact),
    );
    const said = facts.filter(fact => !wrong.has(fact));
    await this.#intake.forget(findUnsaid([...untold.keys()], said));
    const told = new Map(untold);
    for (const { fact, reason, message } of refused) {
      if (reason === 'unknown-entity') {
        told.delete(fact.entityRef);
      } else {
        this.#logger.error(`A result could not be told: ${message}`);
      }
    }
    return this.#store.markTold(told);
  }
}

/** What no result says any more. */
function findUnsaid(
  entityRefs: string[],
  facts: CollectedFact[],
): Array<Pick<CollectedFact, 'entityRef' | 'type'>> {
  const keyOf = (entityRef: string, type: string) =>
    `${entityRef.toLocaleLowerCase('en-US')} ${type}`;
  const said = new Set(
    facts.map(({ entityRef, type }) => keyOf(entityRef, type)),
  );
  return entityRefs.flatMap(entityRef =>
    PUSHED_FACT_TYPES.filter(({ id }) => !said.has(keyOf(entityRef, id))).map(
      ({ id }) => ({ entityRef, type: id }),
    ),
  );
}
