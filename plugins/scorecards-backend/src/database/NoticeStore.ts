import type { Knex } from 'knex';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ClaimStore } from './ClaimStore';

const CHUNK = 500;

/**
 * Knows what people were told, so that of several replicas one tells it, once.
 */
export class NoticeStore {
  readonly #knex: Knex;
  readonly #claims: ClaimStore;

  constructor(knex: Knex, claims: ClaimStore) {
    this.#knex = knex;
    this.#claims = claims;
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
   * process ends meanwhile, it is told again.
   */
  async once(key: string, now: Date, tell: () => Promise<void>): Promise<void> {
    await this.#claims.run(`notice ${key}`, async () => {
      if ((await this.missing([key])).size > 0) {
        await tell();
        await this.#knex('scorecards_notices').insert({ key, sent_at: now });
      }
    });
  }
}
