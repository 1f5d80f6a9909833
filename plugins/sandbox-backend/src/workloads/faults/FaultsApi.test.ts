import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { listFaultsResponseSchema } from '@platform-ops/backstage-plugin-sandbox-common';
import { startPlatform, TUESDAY } from '../__testUtils__/createPlatform';
import { sumOf } from '../__testUtils__/readSamples';
import { HOUR, MINUTE } from '../simulation/time';
import type { FaultRecord } from './FaultRecord';

const SCRIPT = join(__dirname, '../../../../../scripts/sandbox.mjs');

describe('FaultsApi', () => {
  let now: number;
  let kept: readonly FaultRecord[];
  let sandbox: Awaited<ReturnType<typeof startPlatform>>;
  beforeEach(async () => {
    now = TUESDAY + 1200;
    kept = [];
    sandbox = await startPlatform({
      now: () => now,
      keepFaults: faults => {
        kept = faults;
      },
    });
  });
  afterEach(() => sandbox.stop());

  const faults = async (path = '', method = 'GET', body?: object) => {
    const response = await sandbox.ask(`/sandbox/v1/faults${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  const list = async () =>
    listFaultsResponseSchema.parse((await faults()).body).items;

  it('injects a fault, which ends by itself', async () => {
    const [ramp, burst] = await list();
    expect(ramp).toMatchObject({
      name: 'latency-ramp',
      defaultWorkload: 'recommendation-service',
      defaultDurationSeconds: 1200,
      injected: [],
    });
    expect(burst.workloads).toHaveLength(13);

    expect(await faults('/error-burst', 'POST')).toEqual({
      status: 201,
      body: {
        name: 'error-burst',
        workload: 'shop-front',
        state: 'active',
        startedAt: '2026-06-16T10:00:05.000Z',
        endsAt: '2026-06-16T10:20:05.000Z',
      },
    });
    const { body: leak } = await faults('/memory-leak', 'POST', {
      workload: 'quoting-engine',
      durationSeconds: 90,
    });
    expect(leak).toMatchObject({ endsAt: '2026-06-16T10:01:35.000Z' });
    expect((await faults('/error-burst', 'POST')).body.message).toBe(
      'error-burst is active in shop-front until 2026-06-16T10:20:05.000Z; stop it first',
    );
    expect(kept).toHaveLength(2);

    now += 30 * MINUTE;
    expect((await list()).map(({ injected }) => injected)).toMatchObject([
      [],
      [{ workload: 'shop-front', state: 'ended' }],
      [{ workload: 'quoting-engine', state: 'ended' }],
      [],
    ]);
    expect((await faults('/error-burst', 'POST')).status).toBe(201);
  });

  it('stops a fault, without changing what was told before', async () => {
    await faults('/error-burst', 'POST');
    await faults('/error-burst', 'POST', { workload: 'reading-list' });
    const read = async () =>
      sumOf(
        await (await sandbox.ask('/metrics/shop/shop-front')).text(),
        'http_server_request_duration_seconds_count',
        'code="200"',
      );
    now += 3 * MINUTE + 1300;
    const before = await read();
    const { body } = await faults('/error-burst?workload=shop-front', 'DELETE');
    expect(body.items).toMatchObject([
      {
        workload: 'shop-front',
        state: 'ended',
        endsAt: '2026-06-16T10:03:05.000Z',
      },
    ]);
    expect(await read()).toBe(before);
    expect((await list())[1].injected).toMatchObject([
      { workload: 'reading-list', state: 'active' },
      { workload: 'shop-front', state: 'ended' },
    ]);
    expect((await faults('/error-burst', 'DELETE')).body.items).toHaveLength(1);
    expect((await faults('/error-burst', 'DELETE')).body.items).toEqual([]);
  });

  it.each([
    ['/earthquake', {}, 404, /^There is no fault 'earthquake'. There are: lat/],
    [
      '/error-burst',
      { workload: 'shop' },
      400,
      /^workload: found 'shop', allowed is one of chest-xray-triage-service, /,
    ],
    ['/error-burst', { durationSeconds: 5 }, 400, /^durationSeconds: .*>=60/],
    ['/error-burst', { length: 5 }, 400, /^body: .*length/],
    [
      '/error-burst',
      { workload: 'churn-scoring' },
      409,
      /^workload: churn-scoring is scaled to zero now/,
    ],
  ])('refuses %s with %j', async (path, body, status, message) => {
    const answer = await faults(path, 'POST', body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toMatch(message);
    expect(kept).toEqual([]);
  });

  it('slows requests until the budget of an hour burns at once', async () => {
    const count = async () => {
      const answer = await sandbox.ask('/metrics/shop/recommendation-service');
      const samples = await answer.text();
      const metric = 'revision_request_latencies';
      return {
        all: sumOf(samples, `${metric}_count`),
        fast: sumOf(samples, `${metric}_bucket`, 'le="250"'),
      };
    };
    const before = await count();
    now += HOUR;
    await faults('/latency-ramp', 'POST');
    const slowShareAfter = async (minutes: number) => {
      now = TUESDAY + 1200 + HOUR + minutes * MINUTE;
      const { all, fast } = await count();
      return 1 - (fast - before.fast) / (all - before.all);
    };
    // examples/slos/recommendation-service.yaml: 0.1 % may be slower than
    // 250 ms, and 14.4 times as many in an hour are a page.
    expect(await slowShareAfter(2)).toBeLessThan(14.4 * 0.001);
    expect(await slowShareAfter(5)).toBeGreaterThan(14.4 * 0.001);
  });

  it('deploys another version of the registry', async () => {
    await faults('/bad-deployment', 'POST');
    const { versions } = sandbox.registry.getModel('chest-xray-triage');
    expect(kept[0].served).toEqual({
      model: 'chest-xray-triage',
      version: 15,
      source: versions.get(15)!.source,
    });
  });

  it('can be reached with ./portal sandbox', async () => {
    const portal = async (...args: string[]) => {
      const child = spawn(
        process.execPath,
        [SCRIPT, ...args, '--url', sandbox.url],
        { env: { ...process.env, PORTAL_SANDBOX_TOKEN: 'sesame' } },
      );
      const [said, complained, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit'),
      ]);
      return { said, complained, code };
    };
    expect(
      await portal('fault', 'memory-leak', '--duration', '10m'),
    ).toMatchObject({
      said: expect.stringMatching(
        /^memory-leak begins in reading-list and ends by itself at 10:10:05 UTC\.\n/,
      ),
      code: 0,
    });
    expect((await portal('fault', '--list')).said).toContain(
      '  ACTIVE in reading-list from 10:00:05 UTC until 10:10:05 UTC\n',
    );
    expect((await portal('fault', 'memory-leak', '--stop')).said).toBe(
      'memory-leak ends in reading-list.\n',
    );
    for (const [args, message] of [
      [['fault', 'rain'], /^There is no fault 'rain'/],
      [['fault', 'error-burst', '--duration', '10'], /^--duration: found '10'/],
      [['rain'], /^Usage: /],
    ] as const) {
      const { complained, code } = await portal(...args);
      expect(complained).toMatch(message);
      expect(code).toBe(1);
    }
    await sandbox.stop();
    expect((await portal('fault', '--list')).complained).toMatch(
      /^No sandbox answers at http:.* Start the portal with \.\/portal start/,
    );
  });
});
