import type { Knex } from 'knex';
import type { MATRIX_GROUPS } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  inChunks,
  type VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  selectScorecards,
  SYSTEM_OF,
  type ScorecardFilter,
} from './scorecardFilter';
import { SCORE_UNITS } from './ScorecardStore';

const CHUNK = 500;

/** By what entities are put together: SQL, empty for what belongs to none. */
const KEYS: Record<(typeof MATRIX_GROUPS)[number], string> = {
  system: `COALESCE(${SYSTEM_OF}, '')`,
  owner: "COALESCE(e.owner, '')",
  kind: 'e.kind',
};

/** What was found by other rules cannot be compared. */
const CHANGE = `
  CASE WHEN s.score >= 0 AND s.before_score >= 0 AND s.before_rules = s.rules_hash
  THEN s.score - s.before_score END`;

/** Entities of a group that have the same level in a framework. */
export interface MatrixPart {
  key: string;
  frameworkId: string;
  level?: string;
  entities: number;
  /** Of how many there is a score, and what these come to. */
  scored: number;
  scores: number;
  /** How many can be compared with before, and by how much they changed. */
  compared: number;
  change: number;
}

/**
 * Adds up how entities stand, in the database.
 */
export class MatrixQueries {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** There can be several parts of one group, framework and level. */
  async parts(options: {
    by: keyof typeof KEYS;
    filter: ScorecardFilter;
    visible: VisibleRefs;
  }): Promise<MatrixPart[]> {
    const rows = await this.#ofEach(options, (query, key) =>
      query
        .groupByRaw(`${key}, s.framework_id, s.level`)
        .select('s.framework_id', 's.level')
        .count({ entities: '*' })
        .select(
          this.#knex.raw(
            'SUM(CASE WHEN s.score >= 0 THEN 1 ELSE 0 END) AS scored',
          ),
          this.#knex.raw(
            'SUM(CASE WHEN s.score >= 0 THEN s.score ELSE 0 END) AS scores',
          ),
          this.#knex.raw(`COUNT(${CHANGE}) AS compared`),
          this.#knex.raw(`COALESCE(SUM(${CHANGE}), 0) AS change`),
        ),
    );
    return rows.map(row => ({
      key: row.group_key,
      frameworkId: row.framework_id,
      level: row.level ?? undefined,
      entities: Number(row.entities),
      scored: Number(row.scored),
      scores: Number(row.scores) / SCORE_UNITS,
      compared: Number(row.compared),
      change: Number(row.change) / SCORE_UNITS,
    }));
  }

  /** How many entities there are in some groups. */
  async sizes(options: {
    by: keyof typeof KEYS;
    filter: ScorecardFilter;
    visible: VisibleRefs;
    keys: string[];
  }): Promise<Map<string, number>> {
    const rows = await this.#ofEach(options, (query, key) =>
      this.#knex
        .from(
          query
            .whereIn(this.#knex.raw(key) as never, options.keys)
            .distinct('s.entity_ref')
            .as('entities'),
        )
        .groupBy('group_key')
        .select('group_key')
        .count({ entities: '*' }),
    );
    const sizes = new Map<string, number>();
    for (const { group_key: key, entities } of rows) {
      sizes.set(key, (sizes.get(key) ?? 0) + Number(entities));
    }
    return sizes;
  }

  /** Asks once, or for the visible ones part by part. */
  async #ofEach(
    options: {
      by: keyof typeof KEYS;
      filter: ScorecardFilter;
      visible: VisibleRefs;
    },
    ask: (query: Knex.QueryBuilder, key: string) => Knex.QueryBuilder,
  ): Promise<any[]> {
    const { by, filter, visible } = options;
    const key = KEYS[by];
    const select = () =>
      selectScorecards(this.#knex, filter).select(
        this.#knex.raw(`${key} AS group_key`),
      );
    if (visible === 'all') {
      return ask(select(), key);
    }
    const rows: unknown[] = [];
    for (const refs of inChunks([...visible], CHUNK)) {
      rows.push(...(await ask(select().whereIn('s.entity_ref', refs), key)));
    }
    return rows;
  }
}
