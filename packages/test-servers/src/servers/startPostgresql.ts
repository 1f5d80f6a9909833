import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findServer } from '../findServer';
import type { RunningServer } from '../process/RunningServer';
import { startServer } from '../process/startServer';

/**
 * @public
 */
export interface RunningPostgresql extends RunningServer {
  /** For `BACKSTAGE_TEST_DATABASE_POSTGRES*_CONNECTION_STRING` and `psql`. */
  readonly connectionString: string;
  readonly user: string;
  readonly password: string;
}

const USER = 'postgres';

/**
 * Starts PostgreSQL on an empty cluster that does not bother with durability.
 *
 * @public
 */
export async function startPostgresql(): Promise<RunningPostgresql> {
  const server = findServer('postgresql');
  const programs = server.found ? dirname(server.path) : '';
  const password = randomBytes(12).toString('hex');
  const account = accountForPostgresql();
  const running = await startServer({
    server,
    timeoutMilliseconds: 30_000,
    stopSignal: 'SIGINT',
    account,
    prepare: ({ directory }) => {
      const passwordFile = join(directory, 'password');
      writeFileSync(passwordFile, password, { mode: 0o644 });
      execFileSync(
        join(programs, 'initdb'),
        [
          ...['--pgdata', join(directory, 'data'), '--username', USER],
          ...['--auth', 'scram-sha-256', '--pwfile', passwordFile],
          ...['--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
        ],
        { stdio: 'pipe', cwd: directory, ...account },
      );
    },
    command: ({ directory, port }) => ({
      command: server.found ? server.path : '',
      args: [
        ...['-D', join(directory, 'data'), '-h', '127.0.0.1'],
        ...['-p', String(port), '-k', ''],
        ...['-c', 'fsync=off', '-c', 'synchronous_commit=off'],
        ...['-c', 'full_page_writes=off', '-c', 'max_connections=200'],
      ],
    }),
    isReady: async (_url, port) => {
      execFileSync(
        join(programs, 'pg_isready'),
        ['-h', '127.0.0.1', '-p', String(port), '-t', '2'],
        { stdio: 'ignore' },
      );
      return true;
    },
  });
  const url = `postgresql://127.0.0.1:${running.port}`;
  return {
    ...running,
    url,
    user: USER,
    password,
    connectionString: `postgresql://${USER}:${password}@127.0.0.1:${running.port}/postgres`,
  };
}

/** PostgreSQL refuses to run as root; Debian's package makes an account. */
function accountForPostgresql(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, USER], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
