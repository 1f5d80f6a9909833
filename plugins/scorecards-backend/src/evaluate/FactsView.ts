import {
  evaluateCheck,
  prepareFacts,
  type CheckResult,
  type CompiledControl,
  type EntityFacts,
} from '@platform-ops/scorecards';
import type { StoredFact } from '../database/FactStore';
import type { Rules } from '../rulebook/Rules';

/**
 * What is known of an entity at a time, and what checks say of it, each of them
 * once for all frameworks.
 */
export class FactsView {
  readonly facts: readonly StoredFact[];
  readonly prepared: EntityFacts;
  readonly #rules: Rules;
  readonly #results = new Map<string, CheckResult>();

  constructor(facts: StoredFact[], rules: Rules, at: Date) {
    this.facts = facts;
    this.prepared = prepareFacts(facts, rules.types, at);
    this.#rules = rules;
  }

  /** The results of the checks of a control, and of no others. */
  check({ checks }: CompiledControl): Map<string, CheckResult> {
    return new Map(checks.map(id => [id, this.#check(id)]));
  }

  #check(id: string): CheckResult {
    const known = this.#results.get(id);
    if (known) {
      return known;
    }
    const result = evaluateCheck(this.#rules.checks.get(id)!, this.prepared);
    this.#results.set(id, result);
    return result;
  }
}
