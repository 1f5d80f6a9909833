import type { HealthSource } from '@platform-ops/backstage-plugin-ops-health-common';
import type { SourceJob } from '../refresh/SourceJob';
import type { SourceStore } from '../database/SourceStore';

/**
 * Tells how the configured sources stand.
 */
export class SourceStatusService {
  readonly #jobs: SourceJob[];
  readonly #store: SourceStore;

  constructor(options: { jobs: SourceJob[]; store: SourceStore }) {
    this.#jobs = options.jobs;
    this.#store = options.store;
  }

  async list(): Promise<HealthSource[]> {
    const statuses = await this.#store.readStatuses();
    return this.#jobs.map(({ about }) => {
      const known = statuses.get(about.id);
      return {
        state: 'never',
        errors: [],
        warnings: [],
        packs: [],
        joins: { matched: 0, unmatched: 0, ambiguous: 0, entities: 0 },
        ...known?.status,
        ...about,
        lastRefreshAt: known?.lastRefreshAt?.toISOString(),
        lastSuccessAt: known?.lastSuccessAt?.toISOString(),
      };
    });
  }
}
