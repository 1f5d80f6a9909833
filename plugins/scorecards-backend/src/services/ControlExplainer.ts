import { NotFoundError } from '@backstage/errors';
import type {
  ExplainedCheck,
  ExplainedControl,
  ScorecardFact,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  evaluateCheck,
  prepareFacts,
  type CompiledControl,
} from '@platform-ops/scorecards';
import type { EntityStore } from '../database/EntityStore';
import type { FactStore, StoredFact } from '../database/FactStore';
import type { HistoryStore } from '../database/HistoryStore';
import type { ScorecardStore } from '../database/ScorecardStore';
import type { ScorecardEntity } from '../entities/ScorecardEntity';
import { findAbove } from '../evaluate/evaluateFramework';
import { isMetAt, refsAbove } from '../evaluate/whereMet';
import { factsOfCheck, type Rules } from '../rulebook/Rules';
import { describeControl } from './describeFramework';
import { toControlVerdict } from './toControlVerdict';

const MOST_INTERVALS = 100;

/**
 * Tells what a control says of an entity, and all that it rests on.
 */
export class ControlExplainer {
  readonly #rules: Rules;
  readonly #entities: EntityStore;
  readonly #facts: FactStore;
  readonly #scorecards: ScorecardStore;
  readonly #history: HistoryStore;

  constructor(options: {
    rules: Rules;
    entities: EntityStore;
    facts: FactStore;
    scorecards: ScorecardStore;
    history: HistoryStore;
  }) {
    this.#rules = options.rules;
    this.#entities = options.entities;
    this.#facts = options.facts;
    this.#scorecards = options.scorecards;
    this.#history = options.history;
  }

  /**
   * @throws NotFoundError where there is no such framework, control or entity,
   *   the entity is not shown, or the control is not asked of it.
   */
  async explain(
    frameworkId: string,
    controlId: string,
    entityRef: string,
    isVisible: IsVisible,
  ): Promise<ExplainedControl> {
    const framework = this.#rules.framework(frameworkId);
    const control = framework?.controls.find(
      ({ definition }) => definition.id === controlId,
    );
    if (!framework || !control) {
      throw new NotFoundError(
        `There is no control ${controlId} of a framework ${frameworkId}`,
      );
    }
    const entity = isVisible(entityRef)
      ? await this.#entities.get(entityRef)
      : undefined;
    if (!entity) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    const known = await this.#read(frameworkId, controlId, [entityRef]);
    const verdict = known.get(entityRef);
    if (!verdict) {
      throw new NotFoundError(
        `The control ${controlId} is not asked of ${entityRef}`,
      );
    }
    const metAt = await this.#whereMet(frameworkId, control, entity);
    return {
      entityRef,
      frameworkId,
      control: describeControl(control, framework),
      result: toControlVerdict(control.definition, verdict),
      checks:
        metAt !== undefined && isVisible(metAt)
          ? await this.#explainChecks(control, metAt)
          : [],
      history: await this.#history.list(
        entityRef,
        frameworkId,
        controlId,
        MOST_INTERVALS,
      ),
    };
  }

  /** The entity whose facts decide; undefined where none is known. */
  async #whereMet(
    frameworkId: string,
    { definition }: CompiledControl,
    entity: ScorecardEntity,
  ): Promise<string | undefined> {
    const { metAt, id } = definition;
    if (isMetAt(metAt, entity)) {
      return entity.ref;
    }
    const refs = refsAbove(metAt, entity, this.#rules.organisation);
    const known = await this.#read(frameworkId, id, refs);
    const above = findAbove(refs, id, ref => known.get(ref));
    return above === 'unknown' ? undefined : above.entityRef;
  }

  async #read(frameworkId: string, controlId: string, entityRefs: string[]) {
    const scorecards = await this.#scorecards.list(entityRefs);
    return new Map(
      entityRefs.flatMap(ref => {
        const known = scorecards
          .get(ref)
          ?.find(scorecard => scorecard.frameworkId === frameworkId)
          ?.verdicts.get(controlId);
        return known ? [[ref, known] as const] : [];
      }),
    );
  }

  async #explainChecks(
    control: CompiledControl,
    entityRef: string,
  ): Promise<ExplainedCheck[]> {
    const now = new Date();
    const facts = (await this.#facts.list([entityRef])).get(entityRef) ?? [];
    const prepared = prepareFacts(facts, this.#rules.types, now);
    return [...new Set(control.checks)].map(id => {
      const check = this.#rules.checks.get(id)!;
      const { definition } = check;
      const needed = factsOfCheck(check);
      return {
        id,
        title: definition.title,
        ...evaluateCheck(check, prepared),
        expected: definition.expected,
        houseRule: definition.houseRule,
        fix: definition.fix,
        expressions: definition.tiers.map(
          ({ verdict, when }) => `${verdict}: ${when}`,
        ),
        testedOn: definition.testedOn,
        facts: facts
          .filter(({ type }) => needed.includes(type))
          .map(fact => this.#describeFact(fact, now)),
      };
    });
  }

  #describeFact(fact: StoredFact, now: Date): ScorecardFact {
    return {
      type: fact.type,
      title: this.#rules.types.get(fact.type)?.title ?? fact.type,
      value: fact.value,
      collectedAt: fact.collectedAt.toISOString(),
      expiresAt: fact.expiresAt.toISOString(),
      expired: fact.expiresAt <= now,
      collector: fact.collector,
      source: fact.source,
      query: fact.query,
      population: fact.population,
      hash: fact.hash,
    };
  }
}
