type Labels = Record<string, string>;

/**
 * What the series of an answer are called: by one label where it tells them
 * apart, else by all that do.
 *
 * @param dimension - The label to use; the first that differs where it is empty.
 */
export function nameParts(
  series: Labels[],
  dimension: string,
): { by: string; names: string[] } {
  const differing = [...new Set(series.flatMap(labels => Object.keys(labels)))]
    .filter(label => new Set(series.map(labels => labels[label])).size > 1)
    .sort();
  const [by = ''] = dimension ? [dimension] : differing;
  const values = series.map(labels => labels[by] ?? '');
  return {
    by,
    names:
      new Set(values).size === series.length
        ? values.map(value => value || `without ${by}`)
        : series.map(labels => describeLabels(labels, differing)),
  };
}

function describeLabels(labels: Labels, wanted: string[]): string {
  return (
    wanted
      .flatMap(label => (labels[label] ? [`${label}=${labels[label]}`] : []))
      .join(', ') || 'all'
  );
}
