import type { Knex } from 'knex';
import { TABLES, type Whole } from './tables';

/**
 * Samples as they came, until they are in chunks.
 */
export class JournalRows {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @returns the id of the row. */
  async append(
    sourceId: string,
    newestAt: number,
    payload: Buffer,
  ): Promise<number> {
    const [row]: Array<{ id: Whole }> = await this.#knex(TABLES.journal)
      .insert({ source_id: sourceId, newest_at: newestAt, payload })
      .returning('id');
    return Number(row.id);
  }

  /** In the order in which they were written. */
  async read(
    sourceId: string,
    afterId: number,
    limit: number,
  ): Promise<Array<{ id: number; payload: Buffer }>> {
    const rows: Array<{ id: Whole; payload: Buffer }> = await this.#knex(
      TABLES.journal,
    )
      .where({ source_id: sourceId })
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(limit)
      .select('id', 'payload');
    return rows.map(({ id, payload }) => ({ id: Number(id), payload }));
  }

  async delete(sourceId: string): Promise<void> {
    await this.#knex(TABLES.journal).where({ source_id: sourceId }).delete();
  }
}
