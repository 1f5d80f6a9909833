import { MlflowError } from './MlflowError';

/**
 * One entry of `order_by`.
 */
export interface Order {
  key: string;
  ascending: boolean;
}

/**
 * Reads `order_by`: a key, and `ASC` or `DESC` after it.
 */
export function parseOrderBy(entries: unknown[] | undefined): Order[] {
  return (entries ?? []).map(entry => {
    const match = /^\s*(.+?)(?:\s+(ASC|DESC))?\s*$/i.exec(String(entry));
    if (!match) {
      throw MlflowError.invalid(`Invalid order_by clause '${entry}'.`);
    }
    return {
      key: match[1].replace(/[`"]/g, ''),
      ascending: match[2]?.toLocaleUpperCase('en-US') !== 'DESC',
    };
  });
}

function compare(
  left: string | number | undefined,
  right: string | number | undefined,
): number {
  if (left === right) {
    return 0;
  }
  if (left === undefined || right === undefined) {
    return left === undefined ? 1 : -1;
  }
  return left < right ? -1 : 1;
}

/**
 * Sorts by several orders; what is missing comes last.
 */
export function sortBy<T>(
  items: T[],
  orders: Order[],
  valueOf: (item: T, key: string) => string | number | undefined,
): T[] {
  return [...items].sort((left, right) => {
    for (const { key, ascending } of orders) {
      const a = valueOf(left, key);
      const b = valueOf(right, key);
      const order = compare(a, b);
      if (order !== 0) {
        return ascending || a === undefined || b === undefined ? order : -order;
      }
    }
    return 0;
  });
}
