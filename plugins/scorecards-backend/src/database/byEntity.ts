/** What there is of each entity, by its ref. */
export function byEntity<T extends { entityRef: string }>(
  items: T[],
): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const others = found.get(item.entityRef);
    if (others) {
      others.push(item);
    } else {
      found.set(item.entityRef, [item]);
    }
  }
  return found;
}
