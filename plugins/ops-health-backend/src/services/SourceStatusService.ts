import type { HealthSource } from '@platform-ops/backstage-plugin-ops-health-common';
import type { MetricSource } from '@platform-ops/backstage-plugin-ops-health-node';
import type { SourceStore } from '../database/SourceStore';

/**
 * Tells how the configured sources stand.
 */
export class SourceStatusService {
  readonly #sources: MetricSource[];
  readonly #store: SourceStore;

  constructor(options: { sources: MetricSource[]; store: SourceStore }) {
    this.#sources = options.sources;
    this.#store = options.store;
  }

  async list(): Promise<HealthSource[]> {
    const statuses = await this.#store.readStatuses();
    return this.#sources.map(({ id, type, title, uiUrl }) => {
      const known = statuses.get(id);
      return {
        state: 'never',
        errors: [],
        warnings: [],
        packs: [],
        joins: { matched: 0, unmatched: 0, ambiguous: 0, entities: 0 },
        ...known?.status,
        id,
        type,
        title,
        uiUrl,
        lastRefreshAt: known?.lastRefreshAt?.toISOString(),
        lastSuccessAt: known?.lastSuccessAt?.toISOString(),
      };
    });
  }
}
