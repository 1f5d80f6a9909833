/**
 * What tells one series from another, as text: its metric, then its labels in
 * order.
 */
export function seriesKey(
  metric: string,
  labels: ReadonlyMap<string, string>,
): string {
  const names = [...labels.keys()].sort();
  return JSON.stringify([
    metric,
    ...names.flatMap(name => [name, labels.get(name)]),
  ]);
}

export function parseSeriesKey(key: string): {
  metric: string;
  labels: Map<string, string>;
} {
  const [metric, ...rest]: string[] = JSON.parse(key);
  const labels = new Map<string, string>();
  for (let index = 0; index < rest.length; index += 2) {
    labels.set(rest[index], rest[index + 1]);
  }
  return { metric, labels };
}
