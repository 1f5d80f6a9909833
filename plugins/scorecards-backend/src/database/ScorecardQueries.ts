import type { Knex } from 'knex';
import {
  toTimestamp,
  type VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { LETTERS_WITHIN, unpackLetters } from './packVerdicts';
import { readVisiblePage } from './readVisiblePage';
import {
  selectScorecards,
  SYSTEM_OF,
  type ScorecardFilter,
} from './scorecardFilter';
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

/** One letter for each control. */
export interface LettersRow
  extends Pick<
    ScorecardRow,
    'entityRef' | 'title' | 'kind' | 'owner' | 'system'
  > {
  rulesHash: string;
  letters: string;
}

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

  /** What a framework says of all that it is asked of, in letters. */
  async letters(frameworkId: string): Promise<LettersRow[]> {
    const rows: any[] = await selectScorecards(this.#knex, {
      framework: [frameworkId],
    })
      .orderBy('s.entity_ref')
      .select(
        's.entity_ref',
        's.rules_hash',
        'e.title',
        'e.kind',
        'e.owner',
        this.#knex.raw(`${SYSTEM_OF} AS system`),
        this.#knex.raw('substr(s.verdicts, 1, ?) AS beginning', [
          LETTERS_WITHIN,
        ]),
      );
    return rows.map(row => ({
      entityRef: row.entity_ref,
      rulesHash: row.rules_hash,
      title: row.title,
      kind: row.kind,
      owner: row.owner ?? undefined,
      system: row.system ?? undefined,
      letters: unpackLetters(row.beginning),
    }));
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
    const { filter, sort, order, ...page } = options;
    const { rows, ...rest } = await readVisiblePage<Row>({
      ...page,
      knex: this.#knex,
      query: () => this.#query(filter),
      columns: COLUMNS,
      refColumn: 's.entity_ref',
      order: {
        ...EXPRESSIONS[sort],
        order,
        id: "(s.entity_ref || ' ' || s.framework_id)",
      },
      idOf: row => `${row.entity_ref} ${row.framework_id}`,
      refOf: row => row.entity_ref,
    });
    return { ...rest, items: rows.map(toScorecardRow) };
  }

  #query(filter: ScorecardFilter): Knex.QueryBuilder {
    return selectScorecards(this.#knex, filter).join(
      'scorecards_due as d',
      'd.entity_ref',
      's.entity_ref',
    );
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
