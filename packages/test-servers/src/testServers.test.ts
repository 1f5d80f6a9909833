import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describeWithServer } from './describeWithServer';
import { findServer } from './findServer';
import { findServerForTest } from './findServerForTest';
import { startServer } from './process/startServer';
import { startPostgresql } from './servers/startPostgresql';
import { startPrometheus } from './servers/startPrometheus';

const ENVIRONMENT = { ...process.env };
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'test-servers-test-'));
});
afterEach(() => {
  process.env = { ...ENVIRONMENT };
});
afterAll(() => rmSync(directory, { recursive: true }));

function readLog(name: string): unknown[] {
  return readFileSync(join(directory, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}

function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  // A zombie has ended; it only waits for somebody to take note.
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

describe('a missing server', () => {
  beforeEach(() => {
    process.env.PORTAL_TEST_SERVERS_DIR = directory;
    process.env.PORTAL_TEST_SERVERS_LOG = join(directory, 'missing.log');
    delete process.env.PORTAL_REQUIRE_TEST_SERVERS;
  });

  it('is told with what to do about it', () => {
    expect(findServer('mlflow')).toEqual({
      found: false,
      name: 'mlflow',
      reason: `MLflow 3 is not in ${join(
        directory,
        'mlflow',
      )}: run scripts/install-test-servers`,
    });
  });

  it('skips a test and notes it, and fails the test where it is required', () => {
    expect(findServerForTest('mlflow2').found).toBe(false);
    expect(readLog('missing.log')).toEqual([
      {
        server: 'mlflow2',
        outcome: 'skipped',
        reason: expect.stringMatching(/^MLflow 2 is not in /),
        testFile: __filename,
      },
    ]);

    process.env.PORTAL_REQUIRE_TEST_SERVERS = '1';
    expect(() => findServerForTest('mlflow2')).toThrow(
      /MLflow 2 is not in .*: run scripts\/install-test-servers/,
    );
  });

  it('becomes a skipped or a failing describe', () => {
    const original = globalThis.describe;
    const plain = jest.fn();
    const skip = jest.fn();
    globalThis.describe = Object.assign(plain, {
      skip,
    }) as unknown as jest.Describe;
    try {
      describeWithServer('mlflow', 'sync', () => {});
      expect(plain).not.toHaveBeenCalled();
      expect(skip).toHaveBeenCalledWith(
        expect.stringMatching(/^sync \(skipped: MLflow 3 is not in/),
        expect.any(Function),
      );

      process.env.PORTAL_REQUIRE_TEST_SERVERS = '1';
      describeWithServer('mlflow', 'sync', () => {});
      expect(plain).toHaveBeenCalledWith('sync', expect.any(Function));
    } finally {
      globalThis.describe = original;
    }
  });
});

it('tells what a server printed when it does not start, and leaves nothing', async () => {
  let place = '';
  const failure = startServer({
    server: { found: true, name: 'prometheus', version: '0', path: 'sh' },
    timeoutMilliseconds: 5_000,
    command: where => {
      place = where.directory;
      return { command: 'sh', args: ['-c', 'echo out of luck; exit 3'] };
    },
    isReady: async () => false,
  });
  await expect(failure).rejects.toThrow(
    /prometheus did not start: it ended with code 3\nout of luck/,
  );
  expect(existsSync(place)).toBe(false);
});

it('ends a server that does not listen to a request to stop', async () => {
  const server = await startServer({
    server: { found: true, name: 'prometheus', version: '0', path: 'sh' },
    timeoutMilliseconds: 5_000,
    stopSignal: 'SIGCONT',
    stopTimeoutMilliseconds: 10,
    command: () => ({
      command: 'sh',
      args: ['-c', 'sleep 600 & echo up; wait'],
    }),
    isReady: async () => true,
  });
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', `${server.pid}`])
    .toString()
    .split('\n')
    .filter(Boolean)
    .map(Number);
  await server.stop();
  expect([server.pid, ...children].filter(isAlive)).toEqual([]);
});

it('ends a server whose test was killed', async () => {
  const script = `
    const { spawn } = await import('node:child_process');
    const { startWatchdog } = await import(${JSON.stringify(
      pathToFileURL(join(__dirname, 'process', 'startWatchdog.ts')),
    )});
    const server = spawn('sh', ['-c', 'sleep 600 & wait'], { detached: true });
    startWatchdog(server.pid, ${JSON.stringify(join(directory, 'gone'))});
    console.log(server.pid);
    process.stdin.once('data', () => process.kill(process.pid, 'SIGKILL'));
  `;
  const test = spawn(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const [printed] = await once(test.stdout, 'data');
  const pid = Number(printed);
  expect(isAlive(pid)).toBe(true);

  test.stdin.write('go');
  await once(test, 'exit');
  while (isAlive(pid)) {
    await setImmediate();
  }
});

describeWithServer('prometheus', 'startPrometheus', server => {
  it('serves, and stops without a trace', async () => {
    const answer = await fetch(`${server().url}/api/v1/status/buildinfo`);
    expect(await answer.json()).toMatchObject({
      data: { version: expect.stringContaining(server().version) },
    });

    process.env.PORTAL_TEST_SERVERS_LOG = join(directory, 'started.log');
    const second = await startPrometheus();
    expect(readLog('started.log')).toEqual([
      {
        server: 'prometheus',
        outcome: 'started',
        version: second.version,
        testFile: __filename,
      },
    ]);
    expect(second.port).not.toBe(server().port);
    await second.stop();
    await second.stop();
    expect(isAlive(second.pid)).toBe(false);
    expect(existsSync(second.directory)).toBe(false);
    await expect(fetch(second.url)).rejects.toThrow();
  });
});

describeWithServer('postgresql', 'startPostgresql', server => {
  const psql = (connectionString: string, statement: string) => {
    const found = findServer('postgresql');
    const programs = found.found ? dirname(found.path) : '';
    return execFileSync(
      join(programs, 'psql'),
      [connectionString, '--tuples-only', '--no-align', '-c', statement],
      { encoding: 'utf8', stdio: 'pipe' },
    ).trim();
  };

  it('takes connections with the password only, and stops at once', async () => {
    const { connectionString, password } = server();
    expect(psql(connectionString, 'select 40 + 2')).toBe('42');
    expect(() =>
      psql(connectionString.replace(password, 'wrong'), 'select 1'),
    ).toThrow(/password authentication failed/);

    const second = await startPostgresql();
    psql(second.connectionString, 'create table t (id int)');
    await second.stop();
    expect(isAlive(second.pid)).toBe(false);
    expect(existsSync(second.directory)).toBe(false);
  }, 30_000);
});
