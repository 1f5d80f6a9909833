import type { Knex } from 'knex';

/**
 * The next revision, within the transaction that uses it, so that readers who
 * go by number miss nothing.
 */
export async function nextRevision(transaction: Knex): Promise<number> {
  await transaction('ops_health_counters')
    .where({ name: 'revision' })
    .increment('value', 1);
  return currentRevision(transaction);
}

export async function currentRevision(knex: Knex): Promise<number> {
  const row = await knex('ops_health_counters')
    .where({ name: 'revision' })
    .first('value');
  return Number(row.value);
}
