import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import { hashKey } from './hashKey';
import { ROWS_AT_ONCE, TABLES, type Whole } from './tables';

export interface StoredSeries {
  id: number;
  key: string;
  lastSampleAt: number;
}

/**
 * Metrics with their labels.
 */
export class SeriesRows {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** In the order of their ids. */
  async list(
    sourceId: string,
    afterId: number,
    limit: number,
  ): Promise<StoredSeries[]> {
    const rows: Array<{ id: Whole; key: string; last_sample_at: Whole }> =
      await this.#knex(TABLES.series)
        .where({ source_id: sourceId })
        .where('id', '>', afterId)
        .orderBy('id')
        .limit(limit)
        .select('id', 'key', 'last_sample_at');
    return rows.map(toStoredSeries);
  }

  async count(sourceId: string): Promise<number> {
    const [row]: Array<{ count: Whole }> = await this.#knex(TABLES.series)
      .where({ source_id: sourceId })
      .count({ count: 'id' });
    return Number(row.count);
  }

  /** The series of these keys, which are made if they are not there. */
  async add(
    sourceId: string,
    keys: string[],
    lastSampleAt: number,
  ): Promise<StoredSeries[]> {
    const result: StoredSeries[] = [];
    for (const some of inChunks(keys, ROWS_AT_ONCE)) {
      const hashes = some.map(hashKey);
      await this.#knex(TABLES.series)
        .insert(
          some.map((key, index) => ({
            source_id: sourceId,
            key_hash: hashes[index],
            key,
            last_sample_at: lastSampleAt,
          })),
        )
        .onConflict(['source_id', 'key_hash'])
        .ignore();
      const rows = await this.#knex(TABLES.series)
        .where({ source_id: sourceId })
        .whereIn('key_hash', hashes)
        .select('id', 'key', 'last_sample_at');
      result.push(...rows.map(toStoredSeries));
      await nextTurn();
    }
    return result;
  }

  async noteLastSample(ids: number[], lastSampleAt: number): Promise<void> {
    for (const some of inChunks(ids, ROWS_AT_ONCE)) {
      await this.#knex(TABLES.series)
        .whereIn('id', some)
        .where('last_sample_at', '<', lastSampleAt)
        .update({ last_sample_at: lastSampleAt });
      await nextTurn();
    }
  }

  /** With their chunks. */
  async delete(ids: number[]): Promise<void> {
    for (const some of inChunks(ids, ROWS_AT_ONCE / 10)) {
      await this.#knex.transaction(async transaction => {
        await transaction(TABLES.chunks).whereIn('series_id', some).delete();
        await transaction(TABLES.series).whereIn('id', some).delete();
      });
      await nextTurn();
    }
  }
}

function toStoredSeries(row: {
  id: Whole;
  key: string;
  last_sample_at: Whole;
}): StoredSeries {
  return {
    id: Number(row.id),
    key: row.key,
    lastSampleAt: Number(row.last_sample_at),
  };
}
