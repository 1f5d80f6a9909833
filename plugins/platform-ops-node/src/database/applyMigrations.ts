import {
  resolvePackagePath,
  type DatabaseService,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/** Any number, the same in all replicas. */
const LOCK = 7_202_612;

/**
 * A plugin's database, with its tables up to date. Replicas that start at the
 * same moment take turns.
 *
 * @param packageName - The package whose folder `migrations` makes the tables.
 * @param options - `tableName` is where Knex notes what it did; a module has
 *   one of its own, for it shares the database with its plugin. With `scheduler`
 *   its tables are made as well, before the first task needs them.
 *
 * @public
 */
export async function applyMigrations(
  database: DatabaseService,
  packageName: string,
  options: { tableName?: string; scheduler?: SchedulerService } = {},
): Promise<Knex> {
  const { scheduler, ...more } = options;
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await inTurn(knex, async () => {
      await knex.migrate.latest({
        directory: resolvePackagePath(packageName, 'migrations'),
        ...more,
      });
      await scheduler?.triggerTask('none').catch(ignoreMissing);
    });
  }
  return knex;
}

/**
 * The lock of Knex is a row of a table, and does not hold while several make
 * that table: they fail, or leave a lock that nobody can take any more.
 */
async function inTurn(knex: Knex, work: () => Promise<void>): Promise<void> {
  if (!isPostgres(knex)) {
    await work();
    return;
  }
  await knex.transaction(async transaction => {
    await transaction.raw('SELECT pg_advisory_xact_lock(?)', [LOCK]);
    await work();
  });
}

/** To look for a task the scheduler makes its tables. */
function ignoreMissing(error: unknown): void {
  if (!isError(error) || error.name !== 'NotFoundError') {
    throw error;
  }
}
