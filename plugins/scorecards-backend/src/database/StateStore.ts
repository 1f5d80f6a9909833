import type { Knex } from 'knex';

const REVISION = 'revision';
const RULES = 'rules';

/**
 * What there is once: how often verdicts changed, and by which rules all was
 * evaluated last.
 */
export class StateStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async rulesHash(): Promise<string | undefined> {
    return this.#get(RULES);
  }

  async setRulesHash(hash: string): Promise<void> {
    await set(this.#knex, RULES, hash);
  }

  async nextRevision(): Promise<number> {
    const next = Number((await this.#get(REVISION)) ?? 0) + 1;
    await set(this.#knex, REVISION, String(next));
    return next;
  }

  async #get(name: string): Promise<string | undefined> {
    const row = await this.#knex('scorecards_state')
      .where({ name })
      .first('value');
    return row?.value;
  }
}

async function set(knex: Knex, name: string, value: string): Promise<void> {
  await knex('scorecards_state')
    .insert({ name, value })
    .onConflict('name')
    .merge();
}
