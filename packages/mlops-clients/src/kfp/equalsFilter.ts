/**
 * The query parameter `filter`: a `v2beta1Filter` as JSON. All pairs must hold.
 */
export function equalsFilter(
  pairs: Record<string, string | undefined>,
): string | undefined {
  const predicates = Object.entries(pairs)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({
      operation: 'EQUALS',
      key,
      string_value: value,
    }));
  return predicates.length ? JSON.stringify({ predicates }) : undefined;
}
