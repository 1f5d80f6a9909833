/**
 * Maps all items, so many at a time; in the same order.
 */
export async function mapConcurrently<Item, Result>(
  items: Item[],
  maxConcurrency: number,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  const waiting = items.entries();
  const work = async () => {
    for (const [index, item] of waiting) {
      results[index] = await map(item);
    }
  };
  await Promise.all(
    Array.from({ length: Math.min(maxConcurrency, items.length) }, work),
  );
  return results;
}
