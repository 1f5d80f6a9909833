import type { Knex } from 'knex';
import {
  contentHash,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { HealthEntity } from '../entities/HealthEntity';
import { nextRevision } from './counters';

const CHUNK = 200;

/**
 * Keeps what ops health needs to know of the catalog's entities.
 */
export class EntityStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Makes these all that there are.
   *
   * @returns how many were added, changed or removed, those that were changed
   *   as they were before, and what is the same while all of them are.
   */
  async replaceAll(
    entities: HealthEntity[],
  ): Promise<{ changed: number; before: HealthEntity[]; version: string }> {
    const known = new Map<string, string>(
      (
        await this.#knex('ops_health_entities').select('entity_ref', 'hash')
      ).map(row => [row.entity_ref, row.hash]),
    );
    const rows = entities.map(entity => ({
      entity_ref: entity.ref,
      hash: contentHash(entity),
      definition: JSON.stringify(entity),
    }));
    const changed = rows.filter(row => known.get(row.entity_ref) !== row.hash);
    const before = await this.#read(
      changed
        .map(row => row.entity_ref)
        .filter(entityRef => known.has(entityRef)),
    );
    const version = contentHash(rows.map(({ hash }) => hash).sort());
    rows.forEach(row => known.delete(row.entity_ref));
    const gone = [...known.keys()];
    if (changed.length + gone.length === 0) {
      return { changed: 0, before, version };
    }
    await this.#knex.transaction(async transaction => {
      for (const chunk of inChunks(changed, CHUNK)) {
        await transaction('ops_health_entities')
          .insert(chunk)
          .onConflict('entity_ref')
          .merge();
      }
      for (const chunk of inChunks(gone, CHUNK)) {
        for (const table of [
          'ops_health_entities',
          'ops_health_observations',
          'ops_health_states',
        ]) {
          await transaction(table).whereIn('entity_ref', chunk).delete();
        }
      }
      await nextRevision(transaction);
    });
    return { changed: changed.length + gone.length, before, version };
  }

  async list(): Promise<HealthEntity[]> {
    const rows = await this.#knex('ops_health_entities')
      .select('definition')
      .orderBy('entity_ref');
    return rows.map(row => JSON.parse(row.definition));
  }

  async get(entityRef: string): Promise<HealthEntity | undefined> {
    const row = await this.#knex('ops_health_entities')
      .where({ entity_ref: entityRef })
      .first('definition');
    return row && JSON.parse(row.definition);
  }

  async #read(entityRefs: string[]): Promise<HealthEntity[]> {
    const found: HealthEntity[] = [];
    for (const chunk of inChunks(entityRefs, CHUNK)) {
      const rows = await this.#knex('ops_health_entities')
        .whereIn('entity_ref', chunk)
        .select('definition');
      found.push(...rows.map(row => JSON.parse(row.definition)));
    }
    return found;
  }
}
