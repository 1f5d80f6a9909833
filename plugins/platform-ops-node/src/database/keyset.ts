import type { Knex } from 'knex';
import { InputError } from '@backstage/errors';

/**
 * How a list is ordered: by an expression, then by id.
 *
 * @public
 */
export interface KeysetOrder {
  /** SQL that is never null. */
  expression: string;
  order: 'asc' | 'desc';
  /** Whether the expression gives whole numbers, else texts. */
  numeric?: boolean;
  /** The column that tells rows of equal value apart. */
  id: string;
}

interface Position {
  /** What the list was ordered by, so that a cursor is not used for another. */
  by: string;
  value: string | number;
  id: string;
}

/**
 * Where the page after a row begins.
 *
 * @public
 */
export function encodeCursor(
  order: KeysetOrder,
  value: string | number,
  id: string,
): string {
  const position: Position = {
    by: `${order.expression} ${order.order}`,
    value,
    id,
  };
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Orders a query, starts it behind the cursor, and adds the value by which it
 * is ordered as `keyset_value`.
 *
 * @throws InputError if the cursor is not one of this list's.
 *
 * @public
 */
export function applyKeyset(
  query: Knex.QueryBuilder,
  knex: Knex,
  order: KeysetOrder,
  cursor: string | undefined,
): void {
  query
    .select(knex.raw(`${order.expression} AS keyset_value`))
    .orderByRaw(
      `${order.expression} ${order.order}, ${order.id} ${order.order}`,
    );
  if (cursor === undefined) {
    return;
  }
  const position = decodeCursor(order, cursor);
  const sign = order.order === 'asc' ? '>' : '<';
  const value = order.numeric ? 'CAST(? AS BIGINT)' : '?';
  query.whereRaw(
    `(${order.expression} ${sign} ${value} OR (${order.expression} = ${value} AND ${order.id} ${sign} ?))`,
    [position.value, position.value, position.id],
  );
}

function decodeCursor(order: KeysetOrder, cursor: string): Position {
  let position: Partial<Position> | null;
  try {
    position = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    position = null;
  }
  if (
    position === null ||
    typeof position !== 'object' ||
    position.by !== `${order.expression} ${order.order}` ||
    !(order.numeric
      ? isWholeNumber(position.value)
      : isStorableText(position.value)) ||
    !isStorableText(position.id)
  ) {
    throw new InputError(
      `cursor: '${cursor.slice(
        0,
        40,
      )}' was not given by this list in this order; leave it out to start from the beginning`,
    );
  }
  return position as Position;
}

/** PostgreSQL gives large ones as text. */
function isWholeNumber(value: unknown): boolean {
  return (
    (typeof value === 'number' ||
      (typeof value === 'string' && /^-?\d+$/.test(value))) &&
    Number.isSafeInteger(Number(value))
  );
}

function isStorableText(value: unknown): boolean {
  return typeof value === 'string' && !value.includes('\0');
}
