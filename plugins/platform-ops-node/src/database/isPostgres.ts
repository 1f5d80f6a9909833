import type { Knex } from 'knex';

/**
 * Whether this is PostgreSQL; else it is SQLite.
 *
 * @public
 */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
