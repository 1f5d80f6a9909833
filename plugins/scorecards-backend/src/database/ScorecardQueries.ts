import type { Knex } from 'knex';
import {
  applyKeyset,
  encodeCursor,
  inChunks,
  toTimestamp,
  type KeysetOrder,
  type VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ScorecardTotals } from './ScorecardStore';

/** A row of a list. */
export interface ScorecardRow {
  entityRef: string;
  title: string;
  kind: string;
  owner?: string;
  system?: string;
  frameworkId: string;
  totals: ScorecardTotals;
  evaluatedAt: string;
}

/** What a list is asked for. */
export interface ScorecardFilter {
  framework?: string[];
  kind?: string[];
  owner?: string[];
  system?: string[];
  level?: string[];
  text?: string;
}

const CHUNK = 500;
const NO_LEVEL = 'none';
const COLUMNS = [
  's.entity_ref',
  's.framework_id',
  's.summary',
  'e.title',
  'e.kind',
  'e.owner',
  'e.system',
  'd.evaluated_at',
];
const EXPRESSIONS = {
  score: { expression: 's.score', numeric: true },
  title: { expression: 'e.sort_title' },
};

/**
 * Lists how entities stand.
 */
export class ScorecardQueries {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Those of some entities that are listed, by framework. */
  async byRefs(entityRefs: string[]): Promise<ScorecardRow[]> {
    const rows = await this.#query({})
      .whereIn('s.entity_ref', entityRefs)
      .orderBy('s.framework_id')
      .select(COLUMNS);
    return rows.map(toScorecardRow);
  }

  async list(options: {
    filter: ScorecardFilter;
    sort: keyof typeof EXPRESSIONS;
    order: 'asc' | 'desc';
    limit: number;
    cursor?: string;
    visible: VisibleRefs;
  }): Promise<{
    items: ScorecardRow[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const { filter, limit, visible } = options;
    const order: KeysetOrder = {
      ...EXPRESSIONS[options.sort],
      order: options.order,
      id: "(s.entity_ref || ' ' || s.framework_id)",
    };
    const found: Array<{ row: ScorecardRow; cursor: string }> = [];
    let { cursor } = options;
    let isEnd = false;
    // One more than is asked for tells whether there is another page.
    while (!isEnd && found.length <= limit) {
      const query = this.#query(filter)
        .limit(visible === 'all' ? limit + 1 : CHUNK)
        .select(COLUMNS);
      applyKeyset(query, this.#knex, order, cursor);
      const rows = await query;
      isEnd = rows.length < (visible === 'all' ? limit + 1 : CHUNK);
      for (const row of rows) {
        cursor = encodeCursor(
          order,
          row.keyset_value,
          `${row.entity_ref} ${row.framework_id}`,
        );
        if (visible === 'all' || visible.has(row.entity_ref)) {
          found.push({ row: toScorecardRow(row), cursor });
        }
      }
    }
    const page = found.slice(0, limit);
    return {
      items: page.map(({ row }) => row),
      totalItems: await this.#count(filter, visible),
      ...(found.length > limit && { nextCursor: page.at(-1)!.cursor }),
    };
  }

  async #count(filter: ScorecardFilter, visible: VisibleRefs): Promise<number> {
    if (visible === 'all') {
      const row = await this.#query(filter).count({ count: '*' }).first();
      return Number(row?.count);
    }
    let count = 0;
    for (const refs of inChunks([...visible], CHUNK)) {
      const row = await this.#query(filter)
        .whereIn('s.entity_ref', refs)
        .count({ count: '*' })
        .first();
      count += Number(row?.count);
    }
    return count;
  }

  #query(filter: ScorecardFilter): Knex.QueryBuilder {
    const query = this.#knex('scorecards_scorecards as s')
      .join('scorecards_entities as e', 'e.entity_ref', 's.entity_ref')
      .join('scorecards_due as d', 'd.entity_ref', 's.entity_ref')
      .where('s.listed', true);
    const { framework, kind, owner, system, level, text } = filter;
    if (framework) {
      query.whereIn('s.framework_id', framework);
    }
    if (kind) {
      query.whereIn(
        this.#knex.raw('lower(e.kind)') as never,
        kind.map(name => name.toLocaleLowerCase('en-US')),
      );
    }
    if (owner) {
      query.whereIn('e.owner', owner);
    }
    if (system) {
      query.whereIn('e.system', system);
    }
    if (level) {
      query.where(within => {
        within.whereIn('s.level', level);
        if (level.includes(NO_LEVEL)) {
          within.orWhereNull('s.level');
        }
      });
    }
    if (text !== undefined) {
      const pattern = text
        .toLocaleLowerCase('en-US')
        .replace(/[\\%_]/g, sign => `\\${sign}`);
      query.whereRaw("e.search LIKE ? ESCAPE '\\'", [`%${pattern}%`]);
    }
    return query;
  }
}

interface Row {
  entity_ref: string;
  title: string;
  kind: string;
  owner: string | null;
  system: string | null;
  framework_id: string;
  summary: string;
  evaluated_at: Date | string | number;
}

function toScorecardRow(row: Row): ScorecardRow {
  return {
    entityRef: row.entity_ref,
    title: row.title,
    kind: row.kind,
    owner: row.owner ?? undefined,
    system: row.system ?? undefined,
    frameworkId: row.framework_id,
    totals: JSON.parse(row.summary),
    evaluatedAt: toTimestamp(row.evaluated_at),
  };
}
