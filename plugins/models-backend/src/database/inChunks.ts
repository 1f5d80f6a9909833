/**
 * The items in pieces of at most `size`.
 */
export function* inChunks<T>(items: T[], size: number): Iterable<T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}
