/**
 * The labels of a series of a target. As in Prometheus, the target's own win, and
 * what the series says instead gets the prefix `exported_`.
 */
export function mergeLabels(
  exposed: ReadonlyMap<string, string>,
  own: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const merged = new Map([...exposed, ...own]);
  for (const name of own.keys()) {
    const value = exposed.get(name);
    if (value !== undefined) {
      let moved = `exported_${name}`;
      while (merged.has(moved)) {
        moved = `exported_${moved}`;
      }
      merged.set(moved, value);
    }
  }
  return merged;
}
