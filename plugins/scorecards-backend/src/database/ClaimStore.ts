import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

/** Longer than anything takes that is claimed. */
const ENDS_AFTER_MS = 5 * 60_000;

/**
 * Lets one of several replicas do something that takes long, such as asking
 * another backend: no transaction may wait for that, for SQLite has one
 * connection. The claim of a process that ended is over after five minutes.
 */
export class ClaimStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Does nothing where somebody else is at it. What is done has to look first
   * whether it still is to do.
   */
  async run(what: string, work: () => Promise<void>): Promise<void> {
    const key = createHash('sha256').update(what).digest('hex');
    const claimedAt = new Date();
    if (!(await this.#claim(key, claimedAt))) {
      return;
    }
    try {
      await work();
    } finally {
      await this.#knex('scorecards_claims')
        .where({ key, claimed_at: claimedAt })
        .delete();
    }
  }

  async #claim(key: string, now: Date): Promise<boolean> {
    const rows = await this.#knex('scorecards_claims')
      .insert({ key, claimed_at: now })
      .onConflict('key')
      .ignore()
      .returning('key');
    if (rows.length > 0) {
      return true;
    }
    const taken = await this.#knex('scorecards_claims')
      .where({ key })
      .where('claimed_at', '<', new Date(now.getTime() - ENDS_AFTER_MS))
      .update({ claimed_at: now });
    return taken > 0;
  }
}
