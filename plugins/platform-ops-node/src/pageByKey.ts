import { InputError } from '@backstage/errors';

/**
 * What a list is ordered by, the first part first.
 *
 * @public
 */
export type SortKey = ReadonlyArray<string | number>;

/**
 * A page of a list that is already in the order of its keys.
 *
 * @param options - `list` is what the list and its order are called, so that a
 *   cursor is not used for another.
 * @throws InputError if the cursor is not one of this list's.
 *
 * @public
 */
export function pageByKey<T>(
  items: T[],
  options: {
    list: string;
    keyOf: (item: T) => SortKey;
    limit: number;
    cursor?: string;
  },
): { items: T[]; nextCursor?: string } {
  const { list, keyOf, limit, cursor } = options;
  const after = cursor === undefined ? undefined : decode(list, cursor);
  const start = after
    ? items.findIndex(item => compareKeys(keyOf(item), after) > 0)
    : 0;
  if (start < 0) {
    return { items: [] };
  }
  const page = items.slice(start, start + limit);
  return {
    items: page,
    ...(start + limit < items.length && {
      nextCursor: encode(list, keyOf(page.at(-1)!)),
    }),
  };
}

/**
 * For sorting: by code units, the same on every machine.
 *
 * @public
 */
export function compareKeys(a: SortKey, b: SortKey): number {
  const differs = a.findIndex((part, index) => part !== b[index]);
  if (differs < 0) {
    return 0;
  }
  return a[differs] < b[differs] ? -1 : 1;
}

function encode(list: string, key: SortKey): string {
  return Buffer.from(JSON.stringify({ list, key })).toString('base64url');
}

function decode(list: string, cursor: string): SortKey {
  let position: { list?: unknown; key?: unknown } | null;
  try {
    position = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    position = null;
  }
  if (
    position === null ||
    typeof position !== 'object' ||
    position.list !== list ||
    !Array.isArray(position.key)
  ) {
    throw new InputError(
      `cursor: '${cursor.slice(
        0,
        40,
      )}' was not given by this list in this order; leave it out to start from the beginning`,
    );
  }
  return position.key;
}
