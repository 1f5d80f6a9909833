import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
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

/** Asks until it is so; the test's own time-out ends it. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await delay(50);
  }
}

async function getJson(url: string) {
  return (await fetch(url)).json() as Promise<any>;
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
  // A shell is no Prometheus, and none shall be told of.
  delete process.env.PORTAL_TEST_SERVERS_LOG;
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

const ALWAYS_FIRING = `
groups:
  - name: test
    interval: 100ms
    rules:
      - alert: Always
        expr: vector(1)
        labels: { severity: page }
`;

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

  it('has promtool beside it', () => {
    const promtool = findServerForTest('promtool') as { path: string };
    const file = join(directory, 'rules.yml');
    writeFileSync(file, ALWAYS_FIRING);
    expect(
      execFileSync(promtool.path, ['check', 'rules', file], {
        encoding: 'utf8',
      }),
    ).toContain('SUCCESS: 1 rules found');
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

describeWithServer('alertmanager', 'startAlertmanager', alertmanager => {
  it('gets what a Prometheus with rules fires, also after a reload', async () => {
    const prometheus = await startPrometheus({
      alertmanagerUrl: alertmanager().url,
      flags: ['--query.max-samples=100'],
    });
    try {
      await prometheus.reload({ rules: ALWAYS_FIRING });
      let alerts: { labels: object }[] = [];
      await until(async () => {
        alerts = await getJson(`${alertmanager().url}/api/v2/alerts`);
        return alerts.length > 0;
      });
      expect(alerts[0].labels).toEqual({
        alertname: 'Always',
        severity: 'page',
      });
      expect(
        (await getJson(`${prometheus.url}/api/v1/status/flags`)).data,
      ).toMatchObject({ 'query.max-samples': '100' });
      await expect(prometheus.reload({ rules: 'groups: 1' })).rejects.toThrow(
        /failed to reload config/,
      );
    } finally {
      await prometheus.stop();
    }
  });
});

describeWithServer('victoriametrics', 'startVictoriametrics', server => {
  it('takes samples and answers PromQL', async () => {
    await fetch(`${server().url}/api/v1/import/prometheus`, {
      method: 'POST',
      body: `up{job="x"} 3 ${Date.now() - 60_000}`,
    });
    await fetch(`${server().url}/internal/force_flush`);
    const { data } = await getJson(
      `${server().url}/api/v1/query?query=sum(up)*2`,
    );
    expect(data.result[0].value[1]).toBe('6');
  });
});

describeWithServer('mlserver', 'startMlserver', server => {
  it('answers, waits and fails as told, and counts it', async () => {
    const answer = await server().infer();
    expect(await answer.json()).toMatchObject({
      model_name: server().modelName,
      outputs: [{ name: 'x', data: [42] }],
    });
    expect((await server().infer({ fail: true })).status).toBe(500);
    expect((await server().infer({ delaySeconds: 0.2 })).status).toBe(200);

    const response = await fetch(server().metricsUrl);
    const counts = (await response.text())
      .split('\n')
      .filter(line =>
        /^model_infer_request_(success|failure)_total/.test(line),
      );
    expect(counts).toEqual([
      'model_infer_request_success_total{model="switchable",version="None"} 2.0',
      'model_infer_request_failure_total{model="switchable",version="None"} 1.0',
    ]);
  });
});

describeWithServer('moto', 'startMoto', server => {
  it('keeps what AWS would keep', async () => {
    const send = async (action: string, parameters: Record<string, string>) => {
      const response = await fetch(server().url, {
        method: 'POST',
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=any/20260101/eu-west-1/monitoring/aws4_request',
        },
        body: new URLSearchParams({
          Action: action,
          Version: '2010-08-01',
          ...parameters,
        }),
      });
      expect(response.status).toBe(200);
      return response.text();
    };
    await send('PutMetricData', {
      Namespace: 'AWS/SageMaker',
      'MetricData.member.1.MetricName': 'Invocations',
      'MetricData.member.1.Value': '7',
    });
    expect(await send('ListMetrics', {})).toContain(
      '<MetricName>Invocations</MetricName>',
    );
  });
});
