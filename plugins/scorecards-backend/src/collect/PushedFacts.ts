import { createDeferred } from '@backstage/types';
import type {
  CollectedFact,
  FactIntake,
  FactSource,
  RefusedFact,
} from '@platform-ops/backstage-plugin-scorecards-node';
import type { CollectorStore } from '../database/CollectorStore';
import type { EntityStore } from '../database/EntityStore';
import type { FactStore, NewFact } from '../database/FactStore';
import { EventLoopBreaks } from '../evaluate/EventLoopBreaks';
import { checkFact } from './checkFact';
import { Problems } from './Problems';

interface Stores {
  collectorStore: CollectorStore;
  entities: EntityStore;
  facts: FactStore;
}

/**
 * Takes what a source pushes. Modules get it before there is a database, so
 * calls wait until {@link PushedFacts.open}.
 */
export class PushedFacts implements FactIntake {
  readonly source: FactSource;
  readonly #stores = createDeferred<Stores>();

  constructor(source: FactSource) {
    this.source = source;
  }

  open(stores: Stores): void {
    this.#stores.resolve(stores);
  }

  async findKnown(entityRefs: string[]): Promise<ReadonlySet<string>> {
    const { entities } = await this.#stores;
    return entities.findKnown(entityRefs);
  }

  async put(facts: CollectedFact[]): Promise<RefusedFact[]> {
    const stores = await this.#stores;
    const now = new Date();
    const refused: RefusedFact[] = [];
    const good = new Map<CollectedFact, NewFact>();
    const breaks = new EventLoopBreaks();
    for (const fact of facts) {
      const checked = checkFact(fact, this.source, now);
      if (typeof checked === 'string') {
        refused.push({ fact, reason: 'wrong', message: checked });
      } else {
        good.set(fact, checked);
      }
      await breaks.offer();
    }
    const strangers = new Set(await stores.facts.put([...good.values()], now));
    for (const [fact, { entityRef }] of good) {
      if (strangers.has(entityRef)) {
        const message = `${entityRef}: the catalog has no such entity`;
        refused.push({ fact, reason: 'unknown-entity', message });
      }
    }
    const problems = new Problems();
    refused.forEach(({ message }) => problems.add(`Refused ${message}`));
    await stores.collectorStore.received(this.source.id, {
      at: now,
      errors: problems.list(),
    });
    return refused;
  }

  async forget(
    facts: Array<Pick<CollectedFact, 'entityRef' | 'type'>>,
  ): Promise<void> {
    const { facts: store } = await this.#stores;
    const own = new Set(this.source.factTypes.map(({ id }) => id));
    await store.forget(
      facts
        .filter(({ type }) => own.has(type))
        .map(({ entityRef, type }) => ({
          entityRef: entityRef.toLocaleLowerCase('en-US'),
          type,
        })),
      new Date(),
    );
  }
}
