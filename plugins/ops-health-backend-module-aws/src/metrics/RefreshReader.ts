import type { Asking } from '../client/AwsSession';
import { ExpiringCache } from '../client/ExpiringCache';
import { MetricBudget } from './MetricBudget';
import {
  keyOfQuery,
  type Series,
  type StatisticQuery,
  type StatisticReader,
} from './StatisticReader';

/**
 * Reads what a refresh asks for: the same once, however many expressions ask
 * for it, and within a budget.
 */
export class RefreshReader {
  readonly #reader: StatisticReader;
  readonly #budget: MetricBudget;
  readonly #known: ExpiringCache<Series>;

  static create(
    reader: StatisticReader,
    options: { maxMetricsPerRefresh: number; refreshMilliseconds: number },
  ): RefreshReader {
    return new RefreshReader(reader, options);
  }

  private constructor(
    reader: StatisticReader,
    options: { maxMetricsPerRefresh: number; refreshMilliseconds: number },
  ) {
    this.#reader = reader;
    this.#budget = MetricBudget.create(options.maxMetricsPerRefresh);
    this.#known = ExpiringCache.create(2 * options.refreshMilliseconds);
  }

  /**
   * @param groups - Of queries that are worth something together only.
   * @param refresh - What tells one refresh from the next.
   * @returns the series by the keys of their queries for each group; undefined
   * for groups that the budget leaves out.
   */
  async read(
    groups: StatisticQuery[][],
    refresh: number,
    asking: Asking,
  ): Promise<Array<Map<string, Series> | undefined>> {
    const missing = new Map<string, StatisticQuery>();
    const chosen = groups.map(queries => {
      const more = new Map(
        queries
          .map(query => [keyOfQuery(query), query] as const)
          .filter(([key]) => !this.#known.has(key) && !missing.has(key)),
      );
      if (!this.#budget.take(more.size, refresh)) {
        return undefined;
      }
      more.forEach((query, key) => missing.set(key, query));
      return queries;
    });
    const reading = this.#reader.read([...missing.values()], asking);
    const seriesOf = (key: string) =>
      this.#known.get(key, () => reading.get(key)!);
    return Promise.all(
      chosen.map(
        async queries =>
          queries &&
          new Map(
            await Promise.all(
              queries
                .map(keyOfQuery)
                .map(async key => [key, await seriesOf(key)] as const),
            ),
          ),
      ),
    );
  }
}
