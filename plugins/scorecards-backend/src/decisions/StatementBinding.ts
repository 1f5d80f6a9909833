import { ConflictError } from '@backstage/errors';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  describeBoundChange,
  readBoundValues,
  type BoundValues,
} from '@platform-ops/scorecards';
import type { StoredDecision } from '../database/DecisionStore';
import type { FactStore, StoredFact } from '../database/FactStore';
import type { Rules } from '../rulebook/Rules';
import type { FoundVerdict } from '../services/ControlFinder';

const CHUNK = 200;

/**
 * Knows what the facts say that statements of two people are bound to, and of
 * which statements they say something else by now.
 */
export class StatementBinding {
  readonly #facts: FactStore;
  readonly #rules: Rules;
  readonly #now: () => Date;

  constructor(options: { facts: FactStore; rules: Rules; now?: () => Date }) {
    this.#facts = options.facts;
    this.#rules = options.rules;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @throws ConflictError where a fact is not known.
   */
  async read({ entity, control }: FoundVerdict): Promise<BoundValues> {
    const paths = control.definition.attestation?.boundTo ?? [];
    const facts = await this.#facts.list([entity.ref]);
    const current = this.#valuesOf(paths, facts.get(entity.ref));
    if ('missing' in current) {
      throw new ConflictError(
        `It is not known what the statement would be of: ${current.missing}; ask once it is`,
      );
    }
    return current.values;
  }

  /** What is different by now, by the ids of statements that it concerns. */
  async changes(decisions: StoredDecision[]): Promise<Map<string, string>> {
    const changes = new Map<string, string>();
    const bound = decisions.flatMap(decision => {
      const paths = this.#pathsOf(decision);
      return paths.length > 0 ? [{ decision, paths }] : [];
    });
    for (const chunk of inChunks(bound, CHUNK)) {
      const refs = new Set(chunk.map(({ decision }) => decision.entityRef));
      const facts = await this.#facts.list([...refs]);
      for (const { decision, paths } of chunk) {
        const current = this.#valuesOf(paths, facts.get(decision.entityRef));
        const change =
          'values' in current
            ? describeBoundChange(decision.boundTo ?? {}, current.values)
            : undefined;
        if (change !== undefined) {
          changes.set(decision.id, change);
        }
      }
    }
    return changes;
  }

  /** Of what is open or in force, for the rest does not count anyway. */
  #pathsOf({ kind, state, frameworkId, controlId }: StoredDecision): string[] {
    if (
      kind !== 'statement' ||
      (state !== 'requested' && state !== 'approved')
    ) {
      return [];
    }
    const control = this.#rules
      .framework(frameworkId)
      ?.controls.find(({ definition }) => definition.id === controlId);
    return control?.definition.attestation?.boundTo ?? [];
  }

  #valuesOf(paths: string[], facts: StoredFact[] = []) {
    return readBoundValues(
      paths,
      new Map(facts.map(fact => [fact.type, fact])),
      this.#now(),
    );
  }
}
