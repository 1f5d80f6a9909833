import type { Series } from './Series';

/**
 * All series of a source.
 */
export class SeriesTable {
  readonly #byKey = new Map<string, Series>();
  readonly #byId = new Map<number, Series>();
  readonly #byMetric = new Map<string, Set<Series>>();

  get size(): number {
    return this.#byId.size;
  }

  /** Of one metric. */
  ofMetric(metric: string): Iterable<Series> {
    return this.#byMetric.get(metric) ?? [];
  }

  [Symbol.iterator](): IterableIterator<Series> {
    return this.#byId.values();
  }

  get(key: string): Series | undefined {
    return this.#byKey.get(key);
  }

  getById(id: number): Series | undefined {
    return this.#byId.get(id);
  }

  add(series: Series): void {
    this.#byKey.set(series.key, series);
    this.#byId.set(series.id, series);
    const sameMetric = this.#byMetric.get(series.metric) ?? new Set();
    sameMetric.add(series);
    this.#byMetric.set(series.metric, sameMetric);
  }

  remove(series: Series): void {
    this.#byKey.delete(series.key);
    this.#byId.delete(series.id);
    const sameMetric = this.#byMetric.get(series.metric);
    sameMetric?.delete(series);
    if (sameMetric?.size === 0) {
      this.#byMetric.delete(series.metric);
    }
  }

  /** Metrics with a sample since then. */
  metricsSince(time: number): Set<string> {
    const metrics = new Set<string>();
    for (const [metric, sameMetric] of this.#byMetric) {
      for (const series of sameMetric) {
        if (series.lastTime >= time) {
          metrics.add(metric);
          break;
        }
      }
    }
    return metrics;
  }

  /** The metrics with the most series, e.g. `a (1200), b (17)`. */
  describeLargest(count: number): string {
    return [...this.#byMetric]
      .sort(([, a], [, b]) => b.size - a.size)
      .slice(0, count)
      .map(([metric, { size }]) => `${metric} (${size})`)
      .join(', ');
  }
}
