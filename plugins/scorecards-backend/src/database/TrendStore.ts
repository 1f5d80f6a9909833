import type { Knex } from 'knex';
import type { Standing } from './IntervalStore';
import { SCORE_UNITS } from './ScorecardStore';

/** The score of an entity in a framework, and what it is compared with. */
export interface TrendRow {
  entityRef: string;
  frameworkId: string;
  beforeScore: number | null;
  beforeRules: string | null;
}

/**
 * Keeps beside each score how it was a month ago, so that sums over all of them
 * need not look it up.
 */
export class TrendStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** So many behind one, in order. */
  async page(after: TrendRow | undefined, limit: number): Promise<TrendRow[]> {
    const query = this.#knex('scorecards_scorecards')
      .orderBy(['entity_ref', 'framework_id'])
      .limit(limit)
      .select('entity_ref', 'framework_id', 'before_score', 'before_rules');
    if (after) {
      query.whereRaw('(entity_ref, framework_id) > (?, ?)', [
        after.entityRef,
        after.frameworkId,
      ]);
    }
    return (await query).map(row => ({
      entityRef: row.entity_ref,
      frameworkId: row.framework_id,
      beforeScore: row.before_score,
      beforeRules: row.before_rules,
    }));
  }

  async save(rows: TrendRow[]): Promise<void> {
    if (rows.length > 0) {
      const values = rows.map(() => '(?, ?, ?, ?)').join(', ');
      await this.#knex.raw(
        `UPDATE scorecards_scorecards
        SET before_score = CAST(v.column3 AS INTEGER), before_rules = CAST(v.column4 AS TEXT)
        FROM (VALUES ${values}) AS v
        WHERE entity_ref = v.column1 AND framework_id = v.column2`,
        rows.flatMap(row => [
          row.entityRef,
          row.frameworkId,
          row.beforeScore,
          row.beforeRules,
        ]),
      );
    }
  }
}

/** The row as it is to be, by how it stood then. */
export function withStanding(
  { entityRef, frameworkId }: TrendRow,
  standing: Standing | undefined,
): TrendRow {
  const score = standing?.score;
  return {
    entityRef,
    frameworkId,
    beforeScore: score === undefined ? null : Math.round(score * SCORE_UNITS),
    beforeRules: score === undefined ? null : standing!.rulesHash,
  };
}
