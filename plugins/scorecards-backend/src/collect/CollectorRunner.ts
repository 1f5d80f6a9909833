import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  CollectedBatch,
  FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import type { CollectorStore } from '../database/CollectorStore';
import type { FactStore, NewFact } from '../database/FactStore';
import { EventLoopBreaks } from '../evaluate/EventLoopBreaks';
import { checkFact } from './checkFact';
import { Problems } from './Problems';

/**
 * Asks a collector and keeps what it tells. What it does not tell any more
 * stays until it expires.
 */
export class CollectorRunner {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  readonly #facts: FactStore;
  readonly #store: CollectorStore;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    logger: LoggerService;
    facts: FactStore;
    collectorStore: CollectorStore;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
    this.#facts = options.facts;
    this.#store = options.collectorStore;
  }

  async run(collector: FactCollector, signal: AbortSignal): Promise<void> {
    const startedAt = new Date();
    await this.#store.started(collector.id, startedAt);
    const problems = new Problems();
    let state: 'ok' | 'partial' | 'failing';
    try {
      const entities = await this.#readEntities(collector.kinds);
      const asked = new Set(entities.map(stringifyEntityRef));
      for await (const batch of collector.collect({ entities, signal })) {
        signal.throwIfAborted();
        await this.#keep(collector, batch, asked, problems);
      }
      state = problems.count > 0 ? 'partial' : 'ok';
    } catch (error) {
      state = 'failing';
      problems.add(describeFailure(error));
      this.#logger.warn(
        `The collector ${collector.id} failed: ${problems.last}`,
      );
    }
    const endedAt = new Date();
    await this.#store.ended(collector.id, {
      state,
      ...(state !== 'failing' && { succeededAt: endedAt }),
      seconds: (endedAt.getTime() - startedAt.getTime()) / 1000,
      errors: problems.list(),
    });
  }

  async #keep(
    collector: FactCollector,
    { facts, failures = [] }: CollectedBatch,
    asked: ReadonlySet<string>,
    problems: Problems,
  ): Promise<void> {
    const now = new Date();
    const good: NewFact[] = [];
    const breaks = new EventLoopBreaks();
    for (const fact of facts) {
      const checked = checkFact(fact, collector, now);
      if (typeof checked === 'string') {
        problems.add(`Refused ${checked}`);
      } else {
        good.push(checked);
      }
      await breaks.offer();
    }
    for (const entityRef of await this.#facts.put(good, now)) {
      // One that is new has its turn once it was copied from the catalog.
      if (!asked.has(entityRef)) {
        problems.add(`Refused ${entityRef}: the catalog has no such entity`);
      }
    }
    for (const { subject, message } of failures) {
      problems.add(`${subject}: ${message}`);
    }
  }

  async #readEntities(kinds: string[]): Promise<Entity[]> {
    const entities: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      { filter: { kind: kinds } },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      entities.push(...page);
    }
    return entities;
  }
}
