import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Resolution } from './resolutions';
import { ROWS_AT_ONCE, TABLES, type Whole } from './tables';

export interface StoredChunk {
  seriesId: number;
  start: number;
  payload: Buffer;
}

/**
 * Samples of one series over a stretch of time.
 */
export class ChunkRows {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Takes the place of chunks of the same series and start. */
  async write(resolution: Resolution, chunks: StoredChunk[]): Promise<void> {
    for (const some of inChunks(chunks, ROWS_AT_ONCE)) {
      await insertChunks(this.#knex, resolution, some);
      await nextTurn();
    }
  }

  /** Chunks with something from `from` on, before `to`, oldest first. */
  async read(
    resolution: Resolution,
    seriesIds: number[],
    span: { from: number; to: number },
  ): Promise<StoredChunk[]> {
    const rows: ChunkRow[] = await this.#knex(TABLES.chunks)
      .whereIn('series_id', seriesIds)
      .where({ resolution: resolution.id })
      .where('start_at', '>', span.from - resolution.length)
      .where('start_at', '<', span.to)
      .orderBy(['series_id', 'start_at'])
      .select('series_id', 'start_at', 'payload');
    return rows.map(toStoredChunk);
  }

  /** Some chunks that begin before a time, of all sources. */
  async findBefore(
    resolution: Resolution,
    time: number,
    limit: number,
  ): Promise<StoredChunk[]> {
    const rows: ChunkRow[] = await this.#knex(TABLES.chunks)
      .where({ resolution: resolution.id })
      .where('start_at', '<', time)
      .orderBy('start_at')
      .limit(limit)
      .select('series_id', 'start_at', 'payload');
    return rows.map(toStoredChunk);
  }

  /**
   * Deletes some chunks of a source that begin before a time.
   *
   * @returns how many.
   */
  async deleteBefore(
    sourceId: string,
    resolution: Resolution,
    time: number,
    limit: number,
  ): Promise<number> {
    const rows: Array<Omit<ChunkRow, 'payload'>> = await this.#knex(
      TABLES.chunks,
    )
      .join(TABLES.series, `${TABLES.series}.id`, `${TABLES.chunks}.series_id`)
      .where({ source_id: sourceId, resolution: resolution.id })
      .where('start_at', '<', time)
      .limit(limit)
      .select('series_id', 'start_at');
    await this.#knex.transaction(async transaction =>
      deleteChunks(transaction, resolution, rows),
    );
    return rows.length;
  }

  /** Puts chunks in the place of others, at once. */
  async replace(options: {
    remove: { resolution: Resolution; chunks: StoredChunk[] };
    write: { resolution: Resolution; chunks: StoredChunk[] };
  }): Promise<void> {
    const { remove, write } = options;
    await this.#knex.transaction(async transaction => {
      await insertChunks(transaction, write.resolution, write.chunks);
      await deleteChunks(
        transaction,
        remove.resolution,
        remove.chunks.map(({ seriesId, start }) => ({
          series_id: seriesId,
          start_at: start,
        })),
      );
    });
  }
}

interface ChunkRow {
  series_id: Whole;
  start_at: Whole;
  payload: Buffer;
}

function toStoredChunk(row: ChunkRow): StoredChunk {
  return {
    seriesId: Number(row.series_id),
    start: Number(row.start_at),
    payload: row.payload,
  };
}

async function insertChunks(
  knex: Knex,
  resolution: Resolution,
  chunks: StoredChunk[],
): Promise<void> {
  if (chunks.length > 0) {
    await knex(TABLES.chunks)
      .insert(
        chunks.map(({ seriesId, start, payload }) => ({
          series_id: seriesId,
          resolution: resolution.id,
          start_at: start,
          payload,
        })),
      )
      .onConflict(['series_id', 'resolution', 'start_at'])
      .merge();
  }
}

async function deleteChunks(
  knex: Knex,
  resolution: Resolution,
  chunks: Array<Omit<ChunkRow, 'payload'>>,
): Promise<void> {
  const byStart = new Map<Whole, Whole[]>();
  for (const { start_at: start, series_id: id } of chunks) {
    byStart.set(start, [...(byStart.get(start) ?? []), id]);
  }
  for (const [start, ids] of byStart) {
    await knex(TABLES.chunks)
      .where({ resolution: resolution.id, start_at: start })
      .whereIn('series_id', ids)
      .delete();
  }
}
