import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { applyMigrations } from '@platform-ops/backstage-plugin-platform-ops-node';

/** A new database with the plugin's tables. */
export async function initDatabase(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Knex> {
  return applyMigrations(
    { getClient: () => databases.init(id) },
    '@platform-ops/backstage-plugin-ops-health-backend',
  );
}
