/**
 * The samples of an exposition by name and labels; with timestamps in the
 * order of the text.
 */
export function readSamples(
  exposition: string,
): { name: string; labels: string; value: number; timestamp?: number }[] {
  return exposition
    .split('\n')
    .filter(line => line && !line.startsWith('#'))
    .map(line => {
      const [, name, labels = '', value, timestamp] =
        /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)(?: (\S+))?$/.exec(line)!;
      return {
        name,
        labels,
        value: Number(value),
        ...(timestamp && { timestamp: Number(timestamp) }),
      };
    });
}

/**
 * The sum of all samples with this name whose labels hold all the texts.
 */
export function sumOf(
  exposition: string,
  name: string,
  ...holding: string[]
): number {
  return readSamples(exposition)
    .filter(
      sample =>
        sample.name === name &&
        holding.every(text => sample.labels.includes(text)),
    )
    .reduce((sum, { value }) => sum + value, 0);
}
