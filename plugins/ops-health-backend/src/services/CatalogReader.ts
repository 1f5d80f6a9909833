import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { OpsHealthConfig } from '../config';
import type { ChangeStore } from '../database/ChangeStore';
import type { EntityStore } from '../database/EntityStore';
import { describeDefinitionChange } from '../entities/describeDefinitionChange';
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
  readonly #config: OpsHealthConfig;
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #store: EntityStore;
  readonly #changes: ChangeStore;

  constructor(options: {
    config: OpsHealthConfig;
    auth: AuthService;
    catalog: CatalogService;
    entities: EntityStore;
    changes: ChangeStore;
  }) {
    this.#config = options.config;
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#store = options.entities;
    this.#changes = options.changes;
  }

  /**
   * Reads all entities, and notes whose own definition of health changed. Where
   * the catalog does not answer nothing changes.
   *
   * @returns how many are different, and what is the same while all of them
   *   are, whichever replica reads them.
   */
  async read(at: Date): Promise<{ changed: number; version: string }> {
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
    const { changed, before, version } = await this.#store.replaceAll([
      ...entities.values(),
    ]);
    await this.#changes.add(
      before.flatMap(old =>
        describeDefinitionChange(old, entities.get(old.ref)!, this.#config).map(
          text => ({ entityRef: old.ref, at, kind: 'config', text }),
        ),
      ),
    );
    return { changed, version };
  }
}
