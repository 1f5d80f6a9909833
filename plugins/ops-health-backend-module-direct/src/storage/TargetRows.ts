import type { Knex } from 'knex';
import { TABLES } from './tables';

export interface StoredTarget {
  keyHash: string;
  firstSeenAt: number;
  history: 'none' | 'pending' | 'done' | 'failed';
  historyAttempts: number;
}

/**
 * Targets that were seen, and whether their past was read.
 */
export class TargetRows {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async add(sourceId: string, target: StoredTarget): Promise<StoredTarget> {
    await this.#knex(TABLES.targets)
      .insert({
        source_id: sourceId,
        key_hash: target.keyHash,
        first_seen_at: target.firstSeenAt,
        history: target.history,
      })
      .onConflict(['source_id', 'key_hash'])
      .ignore();
    const row = await this.#knex(TABLES.targets)
      .where({ source_id: sourceId, key_hash: target.keyHash })
      .first();
    return {
      keyHash: row.key_hash,
      firstSeenAt: Number(row.first_seen_at),
      history: row.history,
      historyAttempts: row.history_attempts,
    };
  }

  /** When the newest target was seen whose past was read, if any was. */
  async readHistoryUntil(sourceId: string): Promise<number> {
    const row = await this.#knex(TABLES.targets)
      .where({ source_id: sourceId })
      .where('history_attempts', '>', 0)
      .max({ until: 'first_seen_at' })
      .first();
    return row?.until ? Number(row.until) : -Infinity;
  }

  async noteHistory(
    sourceId: string,
    { keyHash, history, historyAttempts }: Omit<StoredTarget, 'firstSeenAt'>,
  ): Promise<void> {
    await this.#knex(TABLES.targets)
      .where({ source_id: sourceId, key_hash: keyHash })
      .update({ history, history_attempts: historyAttempts });
  }
}
