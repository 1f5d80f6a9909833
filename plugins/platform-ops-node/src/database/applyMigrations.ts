import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/**
 * A plugin's database, with its tables up to date.
 *
 * @param packageName - The package whose folder `migrations` makes the tables.
 * @param options - `tableName` is where Knex notes what it did; a module has
 *   one of its own, for it shares the database with its plugin.
 *
 * @public
 */
export async function applyMigrations(
  database: DatabaseService,
  packageName: string,
  options: { tableName?: string } = {},
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(packageName, 'migrations'),
      ...options,
    });
  }
  return knex;
}
