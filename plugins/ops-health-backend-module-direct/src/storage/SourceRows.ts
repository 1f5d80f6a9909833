import type { Knex } from 'knex';
import { TABLES, type Whole } from './tables';

export interface StoredSource {
  sealedUntil: number;
  /** JSON. */
  status: string | undefined;
}

/**
 * How far each source is.
 */
export class SourceRows {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async read(
    sourceId: string,
    ifNew: { sealedUntil: number },
  ): Promise<StoredSource> {
    const known = await this.#find(sourceId);
    if (known) {
      return known;
    }
    await this.#knex(TABLES.sources)
      .insert({ source_id: sourceId, sealed_until: ifNew.sealedUntil })
      .onConflict('source_id')
      .ignore();
    return (await this.#find(sourceId)) ?? { ...ifNew, status: undefined };
  }

  async saveStatus(sourceId: string, status: string): Promise<void> {
    await this.#knex(TABLES.sources)
      .where({ source_id: sourceId })
      .update({ status });
  }

  async listIds(): Promise<string[]> {
    return this.#knex(TABLES.sources).pluck('source_id');
  }

  /** Only once all samples before are in chunks. */
  async seal(sourceId: string, until: number): Promise<void> {
    await this.#knex.transaction(async transaction => {
      await transaction(TABLES.sources)
        .where({ source_id: sourceId })
        .where('sealed_until', '<', until)
        .update({ sealed_until: until });
      await transaction(TABLES.journal)
        .where({ source_id: sourceId })
        .where('newest_at', '<', until)
        .delete();
    });
  }

  /** Without its series, which have to be gone before. */
  async delete(sourceId: string): Promise<void> {
    for (const table of [TABLES.targets, TABLES.sources]) {
      await this.#knex(table).where({ source_id: sourceId }).delete();
    }
  }

  async #find(sourceId: string): Promise<StoredSource | undefined> {
    const row = await this.#knex(TABLES.sources)
      .where({ source_id: sourceId })
      .first<{ sealed_until: Whole; status: string | null } | undefined>();
    return (
      row && {
        sealedUntil: Number(row.sealed_until),
        status: row.status ?? undefined,
      }
    );
  }
}
