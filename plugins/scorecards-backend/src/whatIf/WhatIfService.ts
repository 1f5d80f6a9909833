import type {
  WhatIfRequest,
  WhatIfResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';
import {
  inChunks,
  type IsVisible,
  type VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Framework } from '@platform-ops/scorecards';
import type { ScorecardStore } from '../database/ScorecardStore';
import type { ScorecardEntity } from '../entities/ScorecardEntity';
import { DryRun, type DryRunStores } from '../evaluate/DryRun';
import { EventLoopBreaks } from '../evaluate/EventLoopBreaks';
import type { Rules } from '../rulebook/Rules';
import { RuleTrial } from '../rulebook/RuleTrial';
import { compareStandings, type Standing } from './compareStandings';
import { BusyError } from './BusyError';

const CHUNK = 200;
const MOST_ENTITIES = 2000;
const MOST_ITEMS = 200;
const MOST_PROBLEMS = 100;
const RETRY_AFTER_SECONDS = 10;

/** A framework as it is in force, and as it would be. */
interface Pair {
  before: Framework | undefined;
  after: Framework;
}

type Found = ReturnType<typeof compareStandings> & {
  entity: ScorecardEntity;
  frameworkId: string;
};

/**
 * Tells what would change with other rules, by what is known now. Nothing is
 * recorded.
 */
export class WhatIfService {
  readonly #rules: Rules;
  readonly #trial: RuleTrial;
  readonly #stores: DryRunStores;
  readonly #scorecards: ScorecardStore;
  #isBusy = false;

  constructor(options: {
    rules: Rules;
    stores: DryRunStores;
    scorecards: ScorecardStore;
  }) {
    this.#rules = options.rules;
    this.#trial = new RuleTrial(options.rules);
    this.#stores = options.stores;
    this.#scorecards = options.scorecards;
  }

  /**
   * @throws BusyError while another one is evaluated.
   */
  async evaluate(
    request: WhatIfRequest,
    visible: VisibleRefs,
  ): Promise<WhatIfResponse> {
    if (this.#isBusy) {
      throw new BusyError(
        'Other rules are being tried already; one at a time',
        RETRY_AFTER_SECONDS,
      );
    }
    this.#isBusy = true;
    try {
      return await this.#evaluate(request, visible);
    } finally {
      this.#isBusy = false;
    }
  }

  async #evaluate(
    request: WhatIfRequest,
    visible: VisibleRefs,
  ): Promise<WhatIfResponse> {
    const { rules, problems } = await this.#trial.read(request.files);
    if (problems.length > 0) {
      return {
        problems: problems.slice(0, MOST_PROBLEMS),
        evaluated: 0,
        entities: 0,
        frameworks: [],
        items: [],
      };
    }
    const pairs = this.#findPairs(rules);
    const asked = await this.#findRefs(pairs, request.entityRefs);
    const isVisible = (ref: string) => visible === 'all' || visible.has(ref);
    const refs = asked.filter(isVisible);
    const found: Found[] = [];
    const chosen = refs.slice(0, MOST_ENTITIES);
    for (const chunk of inChunks(chosen, CHUNK)) {
      found.push(...(await this.#compare(pairs, rules, chunk, isVisible)));
    }
    const count = (id: string, direction: Found['direction']) =>
      found.filter(
        each => each.frameworkId === id && each.direction === direction,
      ).length;
    return {
      problems: [],
      evaluated: chosen.length,
      entities: refs.length,
      frameworks: pairs.map(({ before, after: { id, title } }) => ({
        id,
        title,
        isNew: !before,
        better: count(id, 'better'),
        worse: count(id, 'worse'),
        same: count(id, 'same'),
      })),
      items: found
        .filter(({ changes, weight }) => changes.length > 0 || weight > 0)
        .sort(
          (a, b) =>
            b.weight - a.weight || (a.entity.ref < b.entity.ref ? -1 : 1),
        )
        .slice(0, MOST_ITEMS)
        .map(({ entity, frameworkId, before, after, changes }) => ({
          entityRef: entity.ref,
          title: entity.title,
          frameworkId,
          before,
          after,
          changes,
        })),
    };
  }

  /** The frameworks that would be others than they are. */
  #findPairs(rules: Rules): Pair[] {
    return rules.frameworks.flatMap(after => {
      const before = this.#rules.framework(after.id);
      return before?.hash === after.hash ? [] : { before, after };
    });
  }

  async #findRefs(
    pairs: Pair[],
    wanted: string[] | undefined,
  ): Promise<string[]> {
    const kinds = pairs.flatMap(({ before, after }) => [
      ...(before?.spec.appliesTo.kinds ?? []),
      ...after.spec.appliesTo.kinds,
    ]);
    const all = await this.#stores.entities.refsOf(kinds);
    const named = new Set(wanted);
    return wanted ? all.filter(ref => named.has(ref)) : all;
  }

  async #compare(
    pairs: Pair[],
    rules: Rules,
    refs: string[],
    isVisible: IsVisible,
  ): Promise<Found[]> {
    const entities = await this.#stores.entities.getMany(refs);
    const stored = await this.#scorecards.list(refs);
    const inForce = await DryRun.of({
      rules: this.#rules,
      stores: this.#stores,
      entities: [...entities.values()],
      isVisible,
      now: new Date(),
    });
    const tried = inForce.withRules(rules);
    const breaks = new EventLoopBreaks();
    const found: Found[] = [];
    for (const entity of entities.values()) {
      for (const { before, after } of pairs) {
        const known = stored
          .get(entity.ref)
          ?.find(({ frameworkId }) => frameworkId === after.id);
        const isListed = known?.listed ?? false;
        const standings = compareStandings(
          before && standingOf(inForce, before, entity, isListed),
          standingOf(tried, after, entity, isListed),
        );
        if (standings.before || standings.after) {
          found.push({ ...standings, entity, frameworkId: after.id });
        }
        await breaks.offer();
      }
    }
    return found;
  }
}

/** @returns undefined where it is not asked. */
function standingOf(
  run: DryRun,
  framework: Framework,
  entity: ScorecardEntity,
  unlessKnown: boolean,
): Standing | undefined {
  return run.appliesTo(framework, entity) ?? unlessKnown
    ? { framework, results: run.evaluate(framework, entity, true) }
    : undefined;
}
