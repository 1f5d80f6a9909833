import { InputError, NotFoundError } from '@backstage/errors';
import type { TestQueryResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import type { MetricSource } from '@platform-ops/backstage-plugin-ops-health-node';

const MOST_ROWS = 100;
const TIMEOUT_MS = 15_000;

/**
 * Sends a person's own query to a source.
 */
export class QueryTester {
  readonly #sources: Map<string, MetricSource>;

  constructor(options: { sources: MetricSource[] }) {
    this.#sources = new Map(options.sources.map(source => [source.id, source]));
  }

  /**
   * @throws NotFoundError where there is no such source, InputError where it
   *   has no language.
   */
  async test(sourceId: string, query: string): Promise<TestQueryResponse> {
    const source = this.#sources.get(sourceId);
    if (!source) {
      throw new NotFoundError(`source: '${sourceId}' is not configured`);
    }
    if (!source.queryRaw) {
      throw new InputError(
        `source: '${sourceId}' is of type ${source.type}, which has no language for queries`,
      );
    }
    const { rows, cost, warnings } = await source.queryRaw(query, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return {
      rows: rows.slice(0, MOST_ROWS).map(({ labels, value, at }) => ({
        labels,
        value: Number.isFinite(value) ? value : null,
        at: at.toISOString(),
      })),
      totalRows: rows.length,
      seconds: cost.milliseconds / 1000,
      warnings,
    };
  }
}
