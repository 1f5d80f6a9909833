import type { Knex } from 'knex';
import {
  applyKeyset,
  encodeCursor,
  inChunks,
  type KeysetOrder,
  type VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';

const CHUNK = 500;

/**
 * A page of those rows that the caller may see, and how many there are of them
 * in all.
 */
export async function readVisiblePage<TRow>(options: {
  knex: Knex;
  /** A new query of all rows. */
  query: () => Knex.QueryBuilder;
  columns: string[];
  /** The column with the ref of the entity that a row is about. */
  refColumn: string;
  order: KeysetOrder;
  /** What tells rows of equal value apart. */
  idOf: (row: TRow) => string;
  refOf: (row: TRow) => string;
  limit: number;
  cursor?: string;
  visible: VisibleRefs;
}): Promise<{ rows: TRow[]; totalItems: number; nextCursor?: string }> {
  const { query, limit, visible, order } = options;
  const found: Array<{ row: TRow; cursor: string }> = [];
  const most = visible === 'all' ? limit + 1 : CHUNK;
  let { cursor } = options;
  let isEnd = false;
  // One more than is asked for tells whether there is another page.
  while (!isEnd && found.length <= limit) {
    const page = query().limit(most).select(options.columns);
    applyKeyset(page, options.knex, order, cursor);
    const rows: Array<TRow & { keyset_value: string | number }> = await page;
    isEnd = rows.length < most;
    for (const row of rows) {
      cursor = encodeCursor(order, row.keyset_value, options.idOf(row));
      if (visible === 'all' || visible.has(options.refOf(row))) {
        found.push({ row, cursor });
      }
    }
  }
  const page = found.slice(0, limit);
  return {
    rows: page.map(({ row }) => row),
    totalItems: await count(query, options.refColumn, visible),
    ...(found.length > limit && { nextCursor: page.at(-1)!.cursor }),
  };
}

async function count(
  query: () => Knex.QueryBuilder,
  refColumn: string,
  visible: VisibleRefs,
): Promise<number> {
  if (visible === 'all') {
    const row = await query().count({ count: '*' }).first();
    return Number(row?.count);
  }
  let sum = 0;
  for (const refs of inChunks([...visible], CHUNK)) {
    const row = await query()
      .whereIn(refColumn, refs)
      .count({ count: '*' })
      .first();
    sum += Number(row?.count);
  }
  return sum;
}
