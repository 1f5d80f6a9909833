/** All items of a list that is paged by cursor. */
export async function readPages<T>(
  read: (cursor: string | undefined) => Promise<{
    items: T[];
    nextCursor?: string;
  }>,
  signal: AbortSignal,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}
