import type { Knex } from 'knex';

/**
 * Takes numbers from a counter. The counter's row stays locked until the
 * transaction ends, so numbers become visible in their order.
 *
 * @returns the first of `count` numbers.
 */
export async function takeNumbers(
  transaction: Knex.Transaction,
  counter: 'revision' | 'stage-change',
  count: number,
): Promise<number> {
  const [row] = await transaction('models_counters')
    .where({ name: counter })
    .increment('value', count)
    .returning('value');
  return Number(row.value) - count + 1;
}
