import { seriesKey } from '../series/seriesKey';

/**
 * An endpoint that is scraped.
 */
export interface Target {
  /** What tells it from others: its labels. */
  id: string;
  url: URL;
  /** On each of its series. */
  labels: ReadonlyMap<string, string>;
  headers: Record<string, string>;
  /** The config key that leads to it. */
  key: string;
  /** Where its past is told. */
  historyUrl: URL | undefined;
}

/**
 * As in Prometheus, `instance` is the address and `job` the name of what
 * scrapes, unless the labels say something else.
 */
export function createTarget(
  options: Omit<Target, 'id' | 'labels'> & {
    sourceId: string;
    labels: Record<string, string>;
  },
): Target {
  const { sourceId, labels, ...rest } = options;
  const all = new Map(
    Object.entries({
      job: sourceId,
      instance: hostOf(rest.url),
      ...labels,
    }).filter(([, value]) => value !== ''),
  );
  return { ...rest, id: seriesKey('', all), labels: all };
}

/** With the port, always. */
export function hostOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
