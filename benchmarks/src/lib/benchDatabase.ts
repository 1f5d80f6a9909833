import { findServer, startPostgresql } from '@platform-ops/test-servers';
import type { JsonObject } from '@backstage/types';

/** Where a benchmark keeps its data; each call to `fresh` gives an empty one. */
export interface BenchDatabase {
  name: string;
  fresh(): JsonObject;
  stop(): Promise<void>;
}

/**
 * PostgreSQL where it is installed, else SQLite in memory.
 */
export async function startBenchDatabase(
  wanted: string | undefined,
): Promise<BenchDatabase> {
  const found = findServer('postgresql');
  if (wanted === 'sqlite' || (!wanted && !found.found)) {
    return {
      name: 'SQLite in memory',
      fresh: () => ({ client: 'better-sqlite3', connection: ':memory:' }),
      stop: async () => {},
    };
  }
  const server = await startPostgresql();
  let count = 0;
  return {
    name: `PostgreSQL ${server.version}`,
    fresh() {
      count += 1;
      return {
        client: 'pg',
        prefix: `bench_${count}_`,
        connection: server.connectionString,
      };
    },
    stop: () => server.stop(),
  };
}
