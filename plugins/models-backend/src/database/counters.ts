import type { Knex } from 'knex';

/**
 * Locks the revisions until the transaction ends. Whoever reads rows of models
 * to write them back does so first, in the same order as everybody else, so
 * that nothing written meanwhile is lost and nobody waits in a circle.
 */
export async function lockRevisions(
  transaction: Knex.Transaction,
): Promise<void> {
  await transaction('models_counters')
    .where({ name: 'revision' })
    .forUpdate()
    .first();
}

/**
 * Takes numbers from a counter. The counter's row stays locked until the
 * transaction ends, so numbers become visible in their order.
 *
 * @returns the first of `count` numbers.
 */
export async function takeNumbers(
  transaction: Knex.Transaction,
  counter: 'revision' | 'stage-change' | 'alias-change',
  count: number,
): Promise<number> {
  const [row] = await transaction('models_counters')
    .where({ name: counter })
    .increment('value', count)
    .returning('value');
  return Number(row.value) - count + 1;
}
