import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EntityStore } from '../database/EntityStore';
import type { HealthEntity } from '../entities/HealthEntity';
import {
  HEALTH_ENTITY_FIELDS,
  toHealthEntity,
} from '../entities/toHealthEntity';

/** Kinds that can be healthy, and those into which their health is rolled up. */
const KINDS = [
  'Component',
  'API',
  'Resource',
  'Model',
  'System',
  'Domain',
  'Group',
];

/**
 * Keeps up with the catalog.
 */
export class CatalogReader {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #store: EntityStore;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    entities: EntityStore;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#store = options.entities;
  }

  /**
   * Reads all entities. Where the catalog does not answer nothing changes.
   *
   * @returns how many are different.
   */
  async read(): Promise<number> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const entities = new Map<string, HealthEntity>();
    const pages = this.#catalog.streamEntities(
      { filter: { kind: KINDS }, fields: HEALTH_ENTITY_FIELDS },
      { credentials },
    );
    for await (const page of pages) {
      for (const item of page) {
        const entity = toHealthEntity(item);
        entities.set(entity.ref, entity);
      }
    }
    return this.#store.replaceAll([...entities.values()]);
  }
}
