import type { CollectorStatus } from '@platform-ops/backstage-plugin-scorecards-common';
import type { FactSource } from '@platform-ops/backstage-plugin-scorecards-node';
import type { AddedCollectors } from '../AddedCollectors';
import type { CollectorStore } from '../database/CollectorStore';
import type { FactStore } from '../database/FactStore';

/**
 * Tells how collectors stand.
 */
export class CollectorStatusService {
  readonly #added: AddedCollectors;
  readonly #store: CollectorStore;
  readonly #facts: FactStore;

  constructor(options: {
    added: AddedCollectors;
    collectorStore: CollectorStore;
    facts: FactStore;
  }) {
    this.#added = options.added;
    this.#store = options.collectorStore;
    this.#facts = options.facts;
  }

  async list(): Promise<CollectorStatus[]> {
    const progress = await this.#store.list();
    const counts = await this.#facts.count(new Date());
    const describe =
      (feed: CollectorStatus['feed']) =>
      ({ id, title, version, factTypes }: FactSource): CollectorStatus => ({
        id,
        title,
        version,
        feed,
        state: 'waiting',
        errors: [],
        ...progress.get(id),
        facts: counts.get(id) ?? 0,
        factTypes: factTypes.map(type => ({
          id: type.id,
          title: type.title,
          validForSeconds: type.validForMs / 1000,
        })),
      });
    return [
      ...this.#added.collectors.map(describe('asked')),
      ...this.#added.pushed.map(({ source }) => describe('pushed')(source)),
    ];
  }
}
