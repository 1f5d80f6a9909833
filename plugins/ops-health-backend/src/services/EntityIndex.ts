import type { LoggerService } from '@backstage/backend-plugin-api';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { EntityStore } from '../database/EntityStore';
import type { HealthEntity } from '../entities/HealthEntity';
import { JoinIndex } from '../joins/JoinIndex';
import type { JoinRule } from '../joins/JoinRule';
import type { CatalogReader } from './CatalogReader';

const READ_CATALOG_EVERY_MS = 60_000;

/**
 * The entities and how they are found, read again when the catalog changed.
 */
export class EntityIndex {
  readonly #catalog: CatalogReader;
  readonly #entities: EntityStore;
  readonly #rules: JoinRule[];
  readonly #logger: LoggerService;
  #known: { entities: HealthEntity[]; index: JoinIndex } | undefined;
  #readAt = -Infinity;

  constructor(options: {
    catalogReader: CatalogReader;
    entities: EntityStore;
    rules: JoinRule[];
    logger: LoggerService;
  }) {
    this.#catalog = options.catalogReader;
    this.#entities = options.entities;
    this.#rules = options.rules;
    this.#logger = options.logger;
  }

  async get(
    now: Date,
  ): Promise<{ entities: HealthEntity[]; index: JoinIndex }> {
    let changed = 0;
    if (now.getTime() - this.#readAt >= READ_CATALOG_EVERY_MS) {
      try {
        changed = await this.#catalog.read(now);
        // A catalog that is being filled is read again with each refresh.
        this.#readAt = changed > 0 ? -Infinity : now.getTime();
      } catch (error) {
        this.#logger.warn(
          `The catalog could not be read, ops health goes on with what it knows: ${describeFailure(
            error,
          )}`,
        );
      }
    }
    if (!this.#known || changed > 0) {
      const entities = await this.#entities.list();
      this.#known = {
        entities,
        index: JoinIndex.create(entities, this.#rules),
      };
    }
    return this.#known;
  }
}
