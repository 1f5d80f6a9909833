import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  CompiledControl,
  ControlResult,
  Framework,
} from '@platform-ops/scorecards';
import type { Stores } from '../database/createStores';
import type { StoredFact } from '../database/FactStore';
import type { KnownVerdict } from '../database/packVerdicts';
import type { ScorecardEntity } from '../entities/ScorecardEntity';
import type { Rules } from '../rulebook/Rules';
import { appliesTo } from './appliesTo';
import {
  evaluateFramework,
  findAbove,
  type ReadAbove,
} from './evaluateFramework';
import { FactsView } from './FactsView';
import { Stated } from './Stated';
import { allRefsAbove, isMetAt, refsAbove } from './whereMet';

/** What a dry run reads; nothing is ever written. */
export type DryRunStores = Pick<
  Stores,
  'entities' | 'facts' | 'decisions' | 'attestations'
>;

/**
 * What rules say of entities by the facts, decisions and statements that are
 * known now, also of those that they inherit from. Nothing is recorded.
 */
export class DryRun {
  readonly #rules: Rules;
  readonly #entities: ReadonlyMap<string, ScorecardEntity>;
  readonly #facts: ReadonlyMap<string, StoredFact[]>;
  readonly #stated: Stated;
  readonly #now: Date;
  readonly #views = new Map<string, FactsView>();
  readonly #above = new Map<string, Map<string, KnownVerdict>>();

  /**
   * @param options - `facts` are taken for those of these entities instead of
   *   what is kept. What is above and not `isVisible` is unknown, for rules of
   *   one's own could tell its facts.
   */
  static async of(options: {
    rules: Rules;
    stores: DryRunStores;
    entities: ScorecardEntity[];
    facts?: ReadonlyMap<string, StoredFact[]>;
    isVisible?: IsVisible;
    now: Date;
  }): Promise<DryRun> {
    const { rules, stores, isVisible = () => true, now } = options;
    const above = allRefsAbove(options.entities, rules.organisation).filter(
      isVisible,
    );
    const entities = new Map(await stores.entities.getMany(above));
    options.entities.forEach(entity => entities.set(entity.ref, entity));
    const refs = [...entities.keys()];
    const facts = new Map([
      ...(await stores.facts.list(refs)),
      ...(options.facts ?? []),
    ]);
    return new DryRun({
      rules,
      entities,
      facts,
      stated: await Stated.read(stores, refs, now),
      now,
    });
  }

  private constructor(options: {
    rules: Rules;
    entities: ReadonlyMap<string, ScorecardEntity>;
    facts: ReadonlyMap<string, StoredFact[]>;
    stated: Stated;
    now: Date;
  }) {
    this.#rules = options.rules;
    this.#entities = options.entities;
    this.#facts = options.facts;
    this.#stated = options.stated;
    this.#now = options.now;
  }

  /** The same facts and statements under other rules. */
  withRules(rules: Rules): DryRun {
    return new DryRun({
      rules,
      entities: this.#entities,
      facts: this.#facts,
      stated: this.#stated,
      now: this.#now,
    });
  }

  entity(ref: string): ScorecardEntity | undefined {
    return this.#entities.get(ref);
  }

  view(ref: string): FactsView {
    const known = this.#views.get(ref);
    if (known) {
      return known;
    }
    const facts = this.#facts.get(ref) ?? [];
    const view = new FactsView(facts, this.#rules, this.#now);
    this.#views.set(ref, view);
    return view;
  }

  /** Whether a framework is asked of an entity; undefined where nobody knows. */
  appliesTo(
    framework: Framework,
    entity: ScorecardEntity,
  ): boolean | undefined {
    return appliesTo(framework, entity.kind, this.view(entity.ref).prepared);
  }

  /** What each control says, in the order of the framework. */
  evaluate(
    framework: Framework,
    entity: ScorecardEntity,
    listed: boolean,
  ): Array<ControlResult | undefined> {
    return evaluateFramework({
      framework,
      entity,
      view: this.view(entity.ref),
      stated: this.#stated.of(entity.ref),
      organisation: this.#rules.organisation,
      listed,
      readAbove: this.#readAbove(framework),
    });
  }

  /** The entity that decides about a control; undefined where none is known. */
  whereMet(
    framework: Framework,
    { definition }: CompiledControl,
    entity: ScorecardEntity,
  ): string | undefined {
    const { metAt, id } = definition;
    if (isMetAt(metAt, entity)) {
      return entity.ref;
    }
    const refs = refsAbove(metAt, entity, this.#rules.organisation);
    const above = findAbove(refs, id, this.#readAbove(framework));
    return above === 'unknown' ? undefined : above.entityRef;
  }

  #readAbove(framework: Framework): ReadAbove {
    return (ref, controlId) => {
      const entity = this.#entities.get(ref);
      if (!entity) {
        return undefined;
      }
      const key = `${ref} ${framework.id}`;
      const known =
        this.#above.get(key) ?? this.#evaluateAbove(framework, entity);
      this.#above.set(key, known);
      return known.get(controlId);
    };
  }

  /** Only what others inherit: what is met above that again is asked of them. */
  #evaluateAbove(
    framework: Framework,
    entity: ScorecardEntity,
  ): Map<string, KnownVerdict> {
    const results = this.evaluate(framework, entity, false);
    return new Map(
      framework.controls.flatMap(({ definition }, position) => {
        const result = results[position];
        return result
          ? [[definition.id, { ...result, since: this.#now }] as const]
          : [];
      }),
    );
  }
}
