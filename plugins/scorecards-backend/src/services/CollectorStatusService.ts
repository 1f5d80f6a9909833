import type { CollectorStatus } from '@platform-ops/backstage-plugin-scorecards-common';
import type { FactCollector } from '@platform-ops/backstage-plugin-scorecards-node';
import type { CollectorStore } from '../database/CollectorStore';
import type { FactStore } from '../database/FactStore';

/**
 * Tells how collectors stand.
 */
export class CollectorStatusService {
  readonly #collectors: FactCollector[];
  readonly #store: CollectorStore;
  readonly #facts: FactStore;

  constructor(options: {
    collectors: FactCollector[];
    collectorStore: CollectorStore;
    facts: FactStore;
  }) {
    this.#collectors = options.collectors;
    this.#store = options.collectorStore;
    this.#facts = options.facts;
  }

  async list(): Promise<CollectorStatus[]> {
    const progress = await this.#store.list();
    const counts = await this.#facts.count(new Date());
    return this.#collectors.map(({ id, title, version, factTypes }) => ({
      id,
      title,
      version,
      state: 'waiting',
      errors: [],
      ...progress.get(id),
      facts: counts.get(id) ?? 0,
      factTypes: factTypes.map(type => ({
        id: type.id,
        title: type.title,
        validForSeconds: type.validForMs / 1000,
      })),
    }));
  }
}
