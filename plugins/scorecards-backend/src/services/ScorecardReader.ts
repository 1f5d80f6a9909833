import { NotFoundError } from '@backstage/errors';
import {
  listScorecardsQuerySchema,
  type GetScorecardsResponse,
  type ListScorecardsResponse,
  type ScorecardSummary,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type {
  IsVisible,
  VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { z } from 'zod';
import type { EntityStore } from '../database/EntityStore';
import type { IntervalStore } from '../database/IntervalStore';
import type {
  ScorecardQueries,
  ScorecardRow,
} from '../database/ScorecardQueries';
import type { ScorecardStore } from '../database/ScorecardStore';
import { trendStart } from '../records/trendStart';
import type { Rules } from '../rulebook/Rules';
import { toControlVerdict } from './toControlVerdict';

/**
 * Tells how entities stand, as far as the caller may see them.
 */
export class ScorecardReader {
  readonly #rules: Rules;
  readonly #entities: EntityStore;
  readonly #scorecards: ScorecardStore;
  readonly #queries: ScorecardQueries;
  readonly #intervals: IntervalStore;
  readonly #now: () => Date;

  constructor(options: {
    rules: Rules;
    entities: EntityStore;
    scorecards: ScorecardStore;
    queries: ScorecardQueries;
    intervals: IntervalStore;
    now?: () => Date;
  }) {
    this.#rules = options.rules;
    this.#entities = options.entities;
    this.#scorecards = options.scorecards;
    this.#queries = options.queries;
    this.#intervals = options.intervals;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @throws NotFoundError where there is no such entity, or it is not shown.
   */
  async get(
    entityRef: string,
    isVisible: IsVisible,
  ): Promise<GetScorecardsResponse> {
    if (!isVisible(entityRef) || !(await this.#entities.get(entityRef))) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    const rows = await this.#queries.byRefs([entityRef]);
    const known = (await this.#scorecards.list([entityRef])).get(entityRef);
    const items = rows.flatMap(row => {
      const framework = this.#rules.framework(row.frameworkId);
      const verdicts = known?.find(
        ({ frameworkId }) => frameworkId === row.frameworkId,
      )?.verdicts;
      return framework && verdicts
        ? [
            {
              ...this.#summarize(row)!,
              controls: framework.controls.flatMap(({ definition }) => {
                const verdict = verdicts.get(definition.id);
                return verdict
                  ? [toControlVerdict(definition, verdict, isVisible)]
                  : [];
              }),
            },
          ]
        : [];
    });
    return { entityRef, items: await this.#withTrend(items) };
  }

  async list(
    query: z.output<typeof listScorecardsQuerySchema>,
    visible: VisibleRefs,
  ): Promise<ListScorecardsResponse> {
    const { sort, order, limit, cursor, ...filter } = query;
    const inForce = this.#rules.frameworks.map(({ id }) => id);
    const { items, ...page } = await this.#queries.list({
      filter: {
        ...filter,
        framework:
          filter.framework?.filter(id => inForce.includes(id)) ?? inForce,
        withoutLevels: this.#rules.frameworks
          .filter(({ spec }) => spec.mappingOnly)
          .map(({ id }) => id),
      },
      sort,
      order,
      limit,
      cursor,
      visible,
    });
    return {
      ...page,
      items: await this.#withTrend(items.map(row => this.#summarize(row)!)),
    };
  }

  async byRefs(
    entityRefs: string[],
    isVisible: IsVisible,
  ): Promise<ScorecardSummary[][]> {
    const rows = await this.#queries.byRefs(
      [...new Set(entityRefs)].filter(isVisible),
    );
    const summaries = await this.#withTrend(
      rows.flatMap(row => this.#summarize(row) ?? []),
    );
    return entityRefs.map(ref =>
      summaries.filter(({ entityRef }) => entityRef === ref),
    );
  }

  /** How each stood before, as far as it can be compared. */
  async #withTrend<T extends ScorecardSummary>(summaries: T[]): Promise<T[]> {
    const distinct = (values: string[]) => [...new Set(values)];
    const standings = await this.#intervals.standingsAt(
      distinct(summaries.map(({ entityRef }) => entityRef)),
      distinct(summaries.map(({ frameworkId }) => frameworkId)),
      trendStart(this.#now()),
    );
    const before = new Map(
      standings.map(standing => [
        `${standing.entityRef} ${standing.frameworkId}`,
        standing,
      ]),
    );
    return summaries.map(summary => {
      const { entityRef, frameworkId, mappingOnly } = summary;
      const standing = before.get(`${entityRef} ${frameworkId}`);
      const rules = this.#rules.framework(frameworkId);
      return standing && standing.rulesHash === rules?.hash
        ? {
            ...summary,
            before: {
              level: mappingOnly ? undefined : standing.level,
              score: standing.score,
            },
          }
        : summary;
    });
  }

  /** @returns undefined for a framework that is not in force any more. */
  #summarize({ totals, ...row }: ScorecardRow): ScorecardSummary | undefined {
    const framework = this.#rules.framework(row.frameworkId);
    // One that was kept before it was only mapped is none.
    const { level, cap, ...rest } = totals;
    const standing = framework?.spec.mappingOnly ? {} : { level, cap };
    return (
      framework && {
        ...row,
        ...rest,
        ...standing,
        frameworkTitle: framework.title,
        frameworkVersion: framework.spec.version,
        mappingOnly: framework.spec.mappingOnly,
        voluntary: framework.spec.voluntary,
        scope: framework.spec.scope,
        levelTitle: framework.spec.levels.find(
          ({ id }) => id === standing.level,
        )?.title,
      }
    );
  }
}
