import type {
  ExplainedCheck,
  ExplainedControl,
  ScorecardFact,
} from '@platform-ops/backstage-plugin-scorecards-common';
import {
  evaluateCheck,
  prepareFacts,
  type CompiledControl,
} from '@platform-ops/scorecards';
import type { AcceptanceStore, Acceptances } from '../database/AcceptanceStore';
import type { FactStore, StoredFact } from '../database/FactStore';
import type { HistoryStore } from '../database/HistoryStore';
import { findAcceptance, isUnverified } from '../decisions/acceptances';
import type { AttestationService } from '../decisions/AttestationService';
import type { Caller } from '../decisions/Caller';
import type { ConcernedControls } from '../decisions/ConcernedControls';
import type { DecisionService } from '../decisions/DecisionService';
import { findAbove } from '../evaluate/evaluateFramework';
import { factsOfCheck, type Rules } from '../rulebook/Rules';
import type { ControlFinder, FoundVerdict } from './ControlFinder';
import { describeControl } from './describeFramework';
import { shownReason } from './shownReason';
import { toControlVerdict } from './toControlVerdict';

const MOST_INTERVALS = 100;
const MOST_STATED = 20;

/**
 * Tells what a control says of an entity, and all that it rests on.
 */
export class ControlExplainer {
  readonly #rules: Rules;
  readonly #facts: FactStore;
  readonly #history: HistoryStore;
  readonly #acceptances: AcceptanceStore;
  readonly #finder: ControlFinder;
  readonly #controls: ConcernedControls;
  readonly #decisions: DecisionService;
  readonly #attestations: AttestationService;

  constructor(options: {
    rules: Rules;
    facts: FactStore;
    history: HistoryStore;
    acceptances: AcceptanceStore;
    finder: ControlFinder;
    controls: ConcernedControls;
    decisionService: DecisionService;
    attestationService: AttestationService;
  }) {
    this.#rules = options.rules;
    this.#facts = options.facts;
    this.#history = options.history;
    this.#acceptances = options.acceptances;
    this.#finder = options.finder;
    this.#controls = options.controls;
    this.#decisions = options.decisionService;
    this.#attestations = options.attestationService;
  }

  /**
   * @throws NotFoundError where there is no such framework, control or entity,
   *   the entity is not shown, or the control is not asked of it.
   */
  async explain(
    frameworkId: string,
    controlId: string,
    entityRef: string,
    caller: Caller,
  ): Promise<ExplainedControl> {
    const { isVisible } = caller;
    const asked = { frameworkId, controlId, entityRef };
    const found = await this.#finder.verdict(asked, isVisible);
    const { framework, control, entity } = found;
    const acceptances = await this.#acceptances.inForce();
    const above = this.#controls.above(found, entity);
    const metAt = above ? await this.#whereMet(asked, above) : entityRef;
    const isShown = metAt !== undefined && isVisible(metAt);
    const concerned = { ...asked, entityRef: metAt! };
    const history = await this.#history.list(
      entityRef,
      frameworkId,
      controlId,
      MOST_INTERVALS,
    );
    return {
      entityRef,
      frameworkId,
      control: describeControl(control, framework, acceptances),
      result: toControlVerdict(control.definition, found.known, isVisible),
      checks: isShown ? await this.#explainChecks(control, metAt) : [],
      history: history.map(interval => ({
        ...interval,
        reason: shownReason(interval.reason, isVisible),
      })),
      metAbove: above?.filter(isVisible) ?? [],
      decisions: isShown
        ? await this.#decisions.about(concerned, MOST_STATED, caller)
        : [],
      attestations: isShown
        ? await this.#attestations.about(concerned, MOST_STATED, caller)
        : [],
      may: await this.#whatMay(found, above === undefined, acceptances, caller),
    };
  }

  /** The entity above that decides; undefined where none is known. */
  async #whereMet(
    { frameworkId, controlId }: { frameworkId: string; controlId: string },
    refs: string[],
  ): Promise<string | undefined> {
    const known = await this.#finder.read(frameworkId, controlId, refs);
    const above = findAbove(refs, controlId, ref => known.get(ref));
    return above === 'unknown' ? undefined : above.entityRef;
  }

  async #whatMay(
    found: FoundVerdict,
    isMetHere: boolean,
    acceptances: Acceptances,
    caller: Caller,
  ): Promise<ExplainedControl['may']> {
    const { framework, control } = found;
    return {
      request: isMetHere
        ? await this.#decisions.requestable(found, caller)
        : [],
      attest:
        isMetHere &&
        caller.maySign &&
        control.definition.attestation?.fourEyes === false,
      accept:
        caller.mayDecide &&
        isUnverified(framework, control) &&
        !findAcceptance(acceptances, framework, control),
    };
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
