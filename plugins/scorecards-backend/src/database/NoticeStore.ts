import type { Knex } from 'knex';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';

const CHUNK = 500;

/**
 * Knows what people were told, so that of several replicas one tells it, once.
 */
export class NoticeStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Which of these nobody was told yet. */
  async missing(keys: string[]): Promise<Set<string>> {
    const missing = new Set(keys);
    for (const chunk of inChunks(keys, CHUNK)) {
      const sent: string[] = await this.#knex('scorecards_notices')
        .whereIn('key', chunk)
        .pluck('key');
      sent.forEach(key => missing.delete(key));
    }
    return missing;
  }

  /**
   * Tells it, unless somebody else does or did. Where that fails, or this
   * process ends meanwhile, nobody was told.
   */
  async once(key: string, now: Date, tell: () => Promise<void>): Promise<void> {
    await this.#knex.transaction(async transaction => {
      const rows = await transaction('scorecards_notices')
        .insert({ key, sent_at: now })
        .onConflict('key')
        .ignore()
        .returning('key');
      if (rows.length > 0) {
        await tell();
      }
    });
  }
}
