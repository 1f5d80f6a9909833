import type { Framework } from '@platform-ops/scorecards';
import type { AttestationStore } from '../database/AttestationStore';
import type { DecisionStore } from '../database/DecisionStore';
import type { DueEntity, DueStore } from '../database/DueStore';
import type { EntityStore } from '../database/EntityStore';
import type { FactStore, StoredFact } from '../database/FactStore';
import type {
  Evaluation,
  ScorecardStore,
  StoredScorecard,
} from '../database/ScorecardStore';
import { RANKS, type ScorecardEntity } from '../entities/ScorecardEntity';
import type { Rules } from '../rulebook/Rules';
import { addUp } from './addUp';
import { appliesTo } from './appliesTo';
import { evaluateFramework } from './evaluateFramework';
import { EventLoopBreaks } from './EventLoopBreaks';
import { FactsView } from './FactsView';
import { findChange } from './findChange';
import { findNextAt } from './findNextAt';
import { Stated, type StatedOfEntity } from './Stated';
import { allRefsAbove } from './whereMet';

const CHUNK = 500;
/**
 * An evaluation that is so late was not on time because the portal was not
 * there; then what happened meanwhile is noted as well.
 */
const LATE_MS = 15 * 60_000;

type Scorecards = ReadonlyMap<string, StoredScorecard[]>;

/**
 * Evaluates what is due: in sets, each check once for an entity, those first
 * from which others inherit; only what is different is written.
 */
export class Evaluator {
  readonly #rules: Rules;
  readonly #dues: DueStore;
  readonly #entities: EntityStore;
  readonly #facts: FactStore;
  readonly #scorecards: ScorecardStore;
  readonly #decisions: DecisionStore;
  readonly #attestations: AttestationStore;
  readonly #now: () => Date;

  constructor(options: {
    rules: Rules;
    dues: DueStore;
    entities: EntityStore;
    facts: FactStore;
    scorecards: ScorecardStore;
    decisions: DecisionStore;
    attestations: AttestationStore;
    now?: () => Date;
  }) {
    this.#rules = options.rules;
    this.#dues = options.dues;
    this.#entities = options.entities;
    this.#facts = options.facts;
    this.#scorecards = options.scorecards;
    this.#decisions = options.decisions;
    this.#attestations = options.attestations;
    this.#now = options.now ?? (() => new Date());
  }

  /** @returns refs of entities of which something else is said than before. */
  async run(signal: AbortSignal): Promise<Set<string>> {
    const changed = new Set<string>();
    while (!signal.aborted) {
      const now = this.#now();
      const due = await this.#dues.next(now, CHUNK);
      if (due.length === 0) {
        break;
      }
      const late = due.filter(
        ({ dueAt, evaluatedAt }) =>
          evaluatedAt &&
          evaluatedAt < dueAt &&
          dueAt.getTime() < now.getTime() - LATE_MS,
      );
      const refs = due.map(({ entityRef }) => entityRef);
      const facts = await this.#facts.list(refs);
      const stated = await Stated.read(
        { decisions: this.#decisions, attestations: this.#attestations },
        refs,
        new Date(Math.min(...due.map(({ dueAt }) => dueAt.getTime()))),
      );
      if (late.length > 0) {
        const asOfThen = withoutGaps(late, facts);
        await this.#evaluate(late, asOfThen, stated, now, changed, {
          asOfThen: true,
        });
      }
      const rest = due.map(item =>
        late.includes(item) ? { ...item, evaluatedAt: item.dueAt } : item,
      );
      await this.#evaluate(rest, facts, stated, now, changed);
    }
    return changed;
  }

  async #evaluate(
    due: DueEntity[],
    facts: ReadonlyMap<string, StoredFact[]>,
    stated: Stated,
    now: Date,
    changed: Set<string>,
    { asOfThen = false } = {},
  ): Promise<void> {
    const refs = due.map(({ entityRef }) => entityRef);
    const entities = await this.#entities.getMany(refs);
    const before = await this.#scorecards.list(refs);
    const above = await this.#scorecards.list(
      allRefsAbove(entities.values(), this.#rules.organisation),
    );
    const evaluation: Evaluation = {
      changes: [],
      ended: [],
      settled: [],
      gone: refs.filter(ref => !entities.has(ref)),
      above: [],
    };
    const breaks = new EventLoopBreaks();
    for (const item of due) {
      const entity = entities.get(item.entityRef);
      if (entity) {
        const at = asOfThen ? item.dueAt : now;
        const view = new FactsView(
          facts.get(entity.ref) ?? [],
          this.#rules,
          at,
        );
        const said = asOfThen
          ? stated.asOf(entity.ref, at)
          : stated.of(entity.ref);
        const frameworks = this.#evaluateEntity({
          entity,
          view,
          stated: said,
          at,
          before: before.get(entity.ref) ?? [],
          above,
          evaluation,
        });
        evaluation.settled.push({
          due: item,
          nextAt: asOfThen
            ? item.dueAt
            : findNextAt(frameworks, view, said, this.#rules, now),
          evaluatedAt: at,
        });
      }
      await breaks.offer();
    }
    evaluation.changes.forEach(({ entityRef }) => changed.add(entityRef));
    evaluation.ended.forEach(({ entityRef }) => changed.add(entityRef));
    const different = new Set(
      evaluation.changes.map(({ entityRef }) => entityRef),
    );
    for (const { ref, rank, isCluster } of entities.values()) {
      if (rank < RANKS.entity && different.has(ref)) {
        const isOrganisation = rank === RANKS.organisation;
        evaluation.above.push({ ref, isCluster, isOrganisation });
      }
    }
    await this.#scorecards.save(evaluation, now);
  }

  /** @returns the frameworks that say something of it. */
  #evaluateEntity(options: {
    entity: ScorecardEntity;
    view: FactsView;
    stated: StatedOfEntity;
    at: Date;
    before: StoredScorecard[];
    above: Scorecards;
    evaluation: Evaluation;
  }): Framework[] {
    const { entity, view, stated, at, before, above, evaluation } = options;
    const { organisation } = this.#rules;
    const ended = new Set(before.map(({ frameworkId }) => frameworkId));
    const asked: Framework[] = [];
    for (const framework of this.#rules.frameworks) {
      const old = before.find(
        ({ frameworkId }) => frameworkId === framework.id,
      );
      const applies =
        appliesTo(framework, entity.kind, view.prepared) ??
        old?.listed ??
        false;
      const listed = applies || entity.rank === RANKS.organisation;
      const results = evaluateFramework({
        framework,
        entity,
        view,
        stated,
        organisation,
        listed: applies,
        readAbove: (ref, controlId) =>
          above
            .get(ref)
            ?.find(({ frameworkId }) => frameworkId === framework.id)
            ?.verdicts.get(controlId),
      });
      if (results.some(result => result)) {
        asked.push(framework);
        ended.delete(framework.id);
        const change = findChange({
          framework,
          entityRef: entity.ref,
          listed,
          results,
          totals: addUp(framework, results),
          before: old,
          facts: () => this.#hashesOf(framework, view, at),
          at,
        });
        if (change) {
          evaluation.changes.push(change);
        }
      }
    }
    for (const frameworkId of ended) {
      evaluation.ended.push({ entityRef: entity.ref, frameworkId });
    }
    return asked;
  }

  #hashesOf(
    framework: Framework,
    view: FactsView,
    at: Date,
  ): Record<string, string> {
    const types = this.#rules.traitsOf(framework).facts;
    return Object.fromEntries(
      view.facts
        .filter(({ type, expiresAt }) => types.has(type) && expiresAt > at)
        .map(({ type, hash }) => [type, hash]),
    );
  }
}

/** What is known again by now, but was not when each of these was due. */
function withoutGaps(
  due: DueEntity[],
  facts: ReadonlyMap<string, StoredFact[]>,
): Map<string, StoredFact[]> {
  return new Map(
    due.map(({ entityRef, dueAt }) => [
      entityRef,
      (facts.get(entityRef) ?? []).filter(
        ({ knownSince }) => knownSince <= dueAt,
      ),
    ]),
  );
}
