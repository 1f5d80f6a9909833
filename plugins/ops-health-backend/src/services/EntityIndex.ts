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
  #version: string | undefined;
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
    let version = this.#version;
    if (Math.abs(now.getTime() - this.#readAt) >= READ_CATALOG_EVERY_MS) {
      try {
        const found = await this.#catalog.read(now);
        version = found.version;
        // A catalog that is being filled is read again with each refresh.
        this.#readAt = found.changed > 0 ? -Infinity : now.getTime();
      } catch (error) {
        this.#logger.warn(
          `The catalog could not be read, ops health goes on with what it knows: ${describeFailure(
            error,
          )}`,
        );
      }
    }
    // Another replica may have read what is new.
    if (!this.#known || version !== this.#version) {
      const entities = await this.#entities.list();
      this.#known = {
        entities,
        index: JoinIndex.create(entities, this.#rules),
      };
      this.#version = version;
    }
    return this.#known;
  }
}
