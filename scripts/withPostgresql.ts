// Runs a command with a PostgreSQL server of its own, where one is installed: node scripts/withPostgresql.ts COMMAND ARGS
// All tests of one run share it; @backstage/backend-test-utils makes a database in it for each test.
import { spawn } from 'node:child_process';
import { findServerForTest, startPostgresql } from '@platform-ops/test-servers';

async function main(): Promise<number> {
  const [command, ...args] = process.argv.slice(2);
  const found = findServerForTest('postgresql');
  const server = found.found ? await startPostgresql() : undefined;
  try {
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: {
        ...process.env,
        ...(server && {
          BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
            server.connectionString,
        }),
      },
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => child.kill(signal));
    }
    return await new Promise<number>(resolve => {
      child.once('exit', code => resolve(code ?? 1));
    });
  } finally {
    await server?.stop();
  }
}

main().then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
  },
);
