import type { Knex } from 'knex';

const DEADLOCK = '40P01';
const MOST_TRIES = 5;

/**
 * All or nothing. Where two replicas wait for each other the database ends one
 * of them, which begins again.
 */
export async function inTransaction<T>(
  knex: Knex,
  work: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await knex.transaction(work);
    } catch (error) {
      if (
        (error as { code?: unknown }).code !== DEADLOCK ||
        attempt === MOST_TRIES
      ) {
        throw error;
      }
    }
  }
}
