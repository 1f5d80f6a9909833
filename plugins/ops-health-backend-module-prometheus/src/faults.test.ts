import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import { SourceForbiddenError } from '@platform-ops/backstage-plugin-ops-health-node';
import { FakeHttpServer } from '@platform-ops/test-servers';
import { generate } from 'selfsigned';
import { parametersOf, vector } from './__testUtils__/fakeAnswers';
import { sourceOf } from './__testUtils__/sources';
import type { PrometheusMetricSource } from './PrometheusMetricSource';

const AT = new Date('2026-03-01T12:00:00.500Z');
const SECONDS = AT.getTime() / 1000;
const QUERY = 'POST /api/v1/query';

/**
 * Answers follow prometheus.io/docs/prometheus/latest/querying/api; what real
 * servers do is tested in contract.test.ts.
 */
let server: FakeHttpServer;
const opened: PrometheusMetricSource[] = [];

beforeAll(async () => {
  server = await FakeHttpServer.start({
    answer: () => ({ body: vector([]) }),
  });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map(source => source.close()));
});
afterAll(async () => {
  await server.stop();
});

function open(entry: JsonObject = {}) {
  const result = sourceOf({ url: server.url, ...entry });
  opened.push(result.source);
  return result;
}

async function evaluate(source: PrometheusMetricSource, signal?: AbortSignal) {
  return source.evaluate(
    {
      expression: {
        kind: 'gauge',
        aggregate: 'sum',
        gauges: [{ metric: 'up' }],
      },
      groupings: [{ id: 'pod', labels: ['pod'] }],
      environments: { rules: [] },
      windowMs: 300_000,
      at: AT,
    },
    { signal },
  );
}

const row = (
  pod: string,
  value: string = '1',
  time: number = SECONDS,
): [Record<string, string>, number, string] => [
  { pod, portal_grouping: 'pod' },
  time,
  value,
];

describe('what is sent', () => {
  it('puts the query into the body, and the tenant and credentials into headers', async () => {
    server.answerInTurn({ body: vector([row('a')]) });
    const { source } = open({
      url: `${server.url}/prometheus/`,
      token: 'bearer-secret',
      headers: { 'X-Scope-OrgID': 'team-a' },
      timeout: { seconds: 7 },
    });
    await evaluate(source);
    expect(
      server.asked.map(asked => ({ ...asked, body: parametersOf(asked) })),
    ).toMatchObject([
      {
        method: 'POST',
        url: '/prometheus/api/v1/query',
        headers: expect.objectContaining({
          authorization: 'Bearer bearer-secret',
          'x-scope-orgid': 'team-a',
          'content-type': 'application/x-www-form-urlencoded',
        }),
        body: {
          query:
            'label_replace(sum by (pod) (up{pod!=""}), "portal_grouping", "pod", "", "")',
          time: '1772366400.5',
          timeout: '7s',
        },
      },
    ]);
  });

  it('trusts the authority of caFile, and says where to put one', async () => {
    const pems = generate([{ name: 'commonName', value: '127.0.0.1' }], {
      keySize: 2048,
      extensions: [
        { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
      ],
    });
    const directory = mkdtempSync(join(tmpdir(), 'prometheus-source-'));
    const caFile = join(directory, 'ca.pem');
    writeFileSync(caFile, pems.cert);
    const tls = await FakeHttpServer.start({
      tls: { key: pems.private, cert: pems.cert },
    });
    try {
      tls.answerInTurn({ body: vector([row('a')]) });
      const url = `https://127.0.0.1:${tls.port}`;
      const { source } = open({ url, caFile });
      expect((await evaluate(source)).rows).toHaveLength(1);
      await expect(evaluate(open({ url }).source)).rejects.toThrow(
        /could not be reached .*: its certificate is not trusted\. Put the authority that signed it into opsHealth\.sources\.prod\.caFile$/,
      );
    } finally {
      await tls.stop();
      rmSync(directory, { recursive: true });
    }
  });
});

describe('a busy server', () => {
  it.each([429, 502, 503, 504])('is asked again after %s', async status => {
    server.answerInTurn(
      { status, headers: { 'retry-after': '0' } },
      { status },
      { body: vector([row('a')]) },
    );
    const { source, pauses } = open();
    const { rows, cost } = await evaluate(source);
    expect(rows).toHaveLength(1);
    expect(cost.queries).toBe(3);
    expect(pauses).toEqual([125, 250]);
  });

  it('is given up after three more attempts', async () => {
    server.answerInTurn({ status: 503, body: 'starting up' });
    await expect(evaluate(open().source)).rejects.toThrow(
      `Prometheus 'prod' answered ${QUERY} with 503 (starting up)`,
    );
    expect(server.asked).toHaveLength(4);
  });

  it('is left alone as long as it asks for', async () => {
    server.answerInTurn({ status: 429, headers: { 'retry-after': '60' } });
    const { source } = open();
    await expect(evaluate(source)).rejects.toThrow(/ with 429 /);
    // Nobody else gets through either.
    await expect(
      evaluate(source, AbortSignal.timeout(20)),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(server.asked).toHaveLength(1);
  });

  it('is not asked again for what took too long', async () => {
    server.answerInTurn({
      status: 503,
      body: {
        status: 'error',
        errorType: 'timeout',
        error: 'query timed out in expression evaluation',
      },
    });
    await expect(evaluate(open().source)).rejects.toThrow(
      `Prometheus 'prod' answered ${QUERY} with 503 (timeout: query timed out in expression evaluation)`,
    );
    expect(server.asked).toHaveLength(1);
  });

  it('may hang up now and then', async () => {
    server.answerInTurn(
      { hangUp: true },
      {
        body: Buffer.from('{"status":"success","data":{"resultType":"vector"'),
        headers: { 'content-length': '1000' },
        hangUp: true,
      },
      { body: vector([row('a')]) },
    );
    const { rows } = await evaluate(open().source);
    expect(rows).toHaveLength(1);
  });
});

describe('a server that does not answer', () => {
  it('is waited for as long as configured, once', async () => {
    server.answerInTurn({ silent: true });
    const { source } = open({ timeout: { milliseconds: 100 } });
    await expect(evaluate(source)).rejects.toThrow(
      `Prometheus 'prod' did not answer ${QUERY} within 0.1 s (opsHealth.sources.prod.timeout)`,
    );
    expect(server.asked).toHaveLength(1);
  });

  it('is named when it cannot be reached', async () => {
    const gone = await FakeHttpServer.start();
    const { url } = gone;
    await gone.stop();
    await expect(evaluate(open({ url }).source)).rejects.toThrow(
      /^Prometheus 'prod' could not be reached for POST \/api\/v1\/query \(.*ECONNREFUSED/,
    );
  });

  it('is waited for no longer than the caller wants', async () => {
    server.answerInTurn({ silent: true });
    const reason = new Error('the page was closed');
    await expect(
      evaluate(open().source, AbortSignal.abort(reason)),
    ).rejects.toBe(reason);
    const { source } = open();
    const waiting = evaluate(source);
    await source.close();
    await expect(waiting).rejects.toThrow(/could not be reached/);
  });
});

describe('a server that refuses', () => {
  it.each([401, 403])('tells which credentials after %s', async status => {
    server.answer(({ headers }) => ({
      status,
      body: { message: `bad ${headers.authorization} of ${headers['x-key']}` },
    }));
    const { source } = open({
      username: 'reader',
      password: 'pass-word',
      headers: { 'x-key': 'a-long-secret-key' },
    });
    const error = await evaluate(source).catch(found => found);
    expect(error).toBeInstanceOf(SourceForbiddenError);
    expect(error.message).toBe(
      `Prometheus 'prod' answered ${QUERY} with ${status} (bad Basic *** of ***): look at opsHealth.sources.prod.username and opsHealth.sources.prod.password`,
    );
    expect(server.asked).toHaveLength(1);
  });

  it('follows no redirect', async () => {
    const other = await FakeHttpServer.start();
    server.answerInTurn({
      status: 307,
      headers: { location: `${other.url}/login?secret=1` },
    });
    await expect(evaluate(open().source)).rejects.toThrow(
      `with a redirect to 127.0.0.1:${other.port}, which is not followed. Put the final address into opsHealth.sources.prod.url; if it is a sign-in page, look at opsHealth.sources.prod.token`,
    );
    expect(other.asked).toEqual([]);
    await other.stop();
  });

  it('tells what is wrong with a query', async () => {
    const body = {
      status: 'error',
      errorType: 'bad_data',
      error: 'parse error',
    };
    for (const status of [200, 400]) {
      server.answerInTurn({ status, body });
      await expect(evaluate(open().source)).rejects.toThrow(
        `with ${status} (bad_data: parse error)`,
      );
    }
    server.answerInTurn({ status: 422, body });
    await expect(open().source.queryRaw('x')).rejects.toMatchObject({
      name: 'InputError',
    });
  });
});

describe('an answer that is not what was expected', () => {
  it.each([
    ['<html>Sign in</html>', /with a web page where JSON was expected/],
    [
      '{"status":"success","data":{"resultType":"vec',
      /ends in the middle: {"status/,
    ],
    ['{"status":"success",,}', /with something that is not JSON/],
    ['', /with something that is not JSON or ends in the middle/],
    ['{}', /answered with undefined, where series or a number were expected/],
    ...['null', '[]', '{"metric":{}}', '{"metric":{},"value":["1","1"]}'].map(
      (element): [string, RegExp] => [
        `{"status":"success","data":{"resultType":"vector","result":[${element}]}}`,
        /with something that is no series: [[{n]/,
      ],
    ),
    [
      '{"status":"success","data":{"resultType":"vector","result":[1]}}',
      /answered with a number, where series were expected/,
    ],
  ])('such as %s', async (body, message) => {
    server.answerInTurn({ body });
    await expect(evaluate(open().source)).rejects.toThrow(message);
    expect(server.asked).toHaveLength(1);
  });

  it('may end with a new line', async () => {
    server.answerInTurn({ body: `${JSON.stringify(vector([row('a')]))}\n\n` });
    expect((await evaluate(open().source)).rows).toHaveLength(1);
  });

  it('takes no lie for a value', async () => {
    server.answerInTurn({
      body: vector([
        row('good', '-1.5e-7'),
        row('nan', 'NaN'),
        row('infinite', '+Inf'),
        row('negative', '-Inf'),
        row('nonsense', 'abc'),
        row('old', '1', SECONDS - 601),
        row('late', '2', SECONDS - 599),
        row('ahead', '3', SECONDS + 59),
        row('future', '1', SECONDS + 61),
        row('', '1'),
        [{ pod: 'stray', portal_grouping: 'another' }, SECONDS, '1'],
      ]),
    });
    const { rows, warnings } = await evaluate(open().source);
    expect(rows.map(({ labels, value }) => [labels.pod, value])).toEqual([
      ['good', -1.5e-7],
      ['late', 2],
      ['ahead', 3],
    ]);
    expect(warnings).toEqual([
      '1 value is left out because it is too old',
      '1 value is left out because it is of the future: look at the clocks of the source and the portal',
      '4 values are left out because they are NaN or infinite',
    ]);
  });

  it('prefers neither of two values for one thing', async () => {
    server.answerInTurn({
      body: vector([
        row('twice'),
        row('two', '1'),
        row('two', '2'),
        row('two', '1'),
        row('twice'),
      ]),
    });
    const { rows, warnings } = await evaluate(open().source);
    expect(rows.map(({ labels }) => labels.pod)).toEqual(['twice']);
    expect(warnings).toEqual([
      'The source gives 2 values for pod="two", which are left out: what is asked may mix the answers of several servers',
    ]);
  });

  it('passes on what the server warns of', async () => {
    const many = Array.from({ length: 12 }, (_, index) => `warning ${index}`);
    server.answerInTurn({
      body: {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [
            { metric: { pod: 'native' }, histogram: [SECONDS, { count: '1' }] },
          ],
        },
        warnings: ['partial response', 'partial response', 'of my-long-token'],
        infos: many,
      },
    });
    const { source } = open({ token: 'my-long-token' });
    const { rows, warnings } = await evaluate(source);
    expect(rows).toEqual([]);
    expect(warnings).toEqual([
      'partial response',
      'of ***',
      ...many.slice(0, 8),
      'and 4 more warnings',
      '1 series are native histograms, which have no single value',
    ]);
  });
});

describe('a large answer', () => {
  const series = 30_000;
  const large = Buffer.from(
    JSON.stringify(
      vector(
        Array.from({ length: series }, (_, index) => [
          {
            pod: `pod-${index}`,
            portal_grouping: 'pod',
            filler: 'x'.repeat(260),
          },
          SECONDS,
          String(index),
        ]),
      ),
    ),
  );

  it('does not hold up the process', async () => {
    expect(large.length).toBeGreaterThan(10_000_000);
    server.answerInTurn({ body: large });
    const { source } = open();
    // Processor time of this thread, which other processes cannot lengthen.
    const milliseconds = () => process.threadCpuUsage().user / 1000;
    const begun = milliseconds();
    let last = begun;
    let longest = 0;
    let running = true;
    const turn = () => {
      const now = milliseconds();
      longest = Math.max(longest, now - last);
      last = now;
      if (running) {
        setImmediate(turn);
      }
    };
    setImmediate(turn);
    const { rows, warnings, cost } = await evaluate(source);
    running = false;
    expect(rows).toHaveLength(series);
    expect(rows.at(-1)).toMatchObject({ value: series - 1 });
    expect(warnings).toEqual([]);
    expect(cost).toMatchObject({ samples: series, bytes: large.length });
    expect(longest).toBeLessThan((milliseconds() - begun) / 3);
  });

  it('is read up to the limits, and says so', async () => {
    server.answerInTurn({ body: large });
    const few = await evaluate(open({ maxSeries: 1000 }).source);
    expect(few.rows).toHaveLength(1000);
    expect(few.warnings).toEqual([
      'The answer has more than 1000 series: only the first 1000 series were read. A label with too many values (label explosion) may be behind it',
    ]);
    const small = await evaluate(open({ maxResponseBytes: 1048576 }).source);
    expect(small.rows.length).toBeGreaterThan(1000);
    expect(small.rows.length).toBeLessThan(series / 5);
    expect(small.warnings).toEqual([
      expect.stringMatching(
        /^The answer has more than 1 MiB \(opsHealth\.sources\.prod\.maxResponseBytes\): only the first \d+ series were read\. A label/,
      ),
    ]);
  });

  it('is no course of values, nor a list of metrics, if it was cut', async () => {
    const { source } = open({ maxResponseBytes: 1048576 });
    server.answerInTurn({
      body: Buffer.from(large.toString().replace('"vector"', '"matrix"')),
    });
    await expect(
      source.evaluateRange({
        expression: { kind: 'raw', query: 'up' },
        labels: {},
        environments: { rules: [] },
        environment: undefined,
        windowMs: 300_000,
        from: new Date(0),
        to: new Date(1_000_000),
        stepMs: 1000,
      }),
    ).rejects.toThrow(/^Prometheus 'prod': The answer has more than 1 MiB/);

    const names = Array.from(
      { length: 100_000 },
      (_, i) => `metric_${i}_total`,
    );
    server.answerInTurn({ body: { status: 'success', data: names } });
    await expect(source.listMetricNames()).rejects.toThrow(
      /has so many values of __name__ that their list is larger than 1 MiB/,
    );
    expect((await open().source.listMetricNames()).size).toBe(100_000);
  });
});

it('counts series by name where a server does not offer their list', async () => {
  for (const status of [403, 404, 405]) {
    server.answer(({ method }) =>
      method === 'GET'
        ? { status, body: 'no' }
        : { body: vector([[{ __name__: 'up' }, SECONDS, '3']]) },
    );
    expect(await open().source.listMetricNames()).toEqual(new Set(['up']));
    expect(parametersOf(server.asked[1]).query).toBe(
      'count by (__name__) ({__name__!=""})',
    );
  }
  server.answerInTurn({ status: 500, body: 'broken' });
  await expect(open().source.listMetricNames()).rejects.toThrow(
    /GET \/api\/v1\/label\/__name__\/values with 500/,
  );
});

it('measures the lag by what there is', async () => {
  const { source } = open();
  server.answer(asked => {
    const { query = '' } = parametersOf(asked);
    if (asked.method === 'GET') {
      return { body: { status: 'success', data: ['a', 'b.c'] } };
    }
    return {
      body: vector(query.includes('__name__') ? [[{}, SECONDS, '12.5']] : []),
    };
  });
  expect(await source.measureLag()).toBeUndefined();
  await source.listMetricNames();
  expect(await source.measureLag()).toBe(12_500);
  expect(
    server.asked.slice(-3).map(asked => parametersOf(asked).query),
  ).toEqual([
    'time() - max(timestamp(up))',
    'time() - max(max_over_time(timestamp(up)[1h:1m]))',
    'time() - max(timestamp({__name__=~"a|b\\\\.c"}))',
  ]);
});

it('knows that CloudWatch gives no more than 500 series', async () => {
  const entry = {
    sigv4: {
      region: 'eu-central-1',
      service: 'monitoring',
      accessKeyId: 'AKIAEXAMPLE',
      secretAccessKey: 'secret',
    },
  };
  const rows = Array.from({ length: 500 }, (_, index) => row(`pod-${index}`));
  server.answerInTurn({ body: vector(rows) });
  const { warnings } = await evaluate(open(entry).source);
  expect(warnings).toEqual([
    'CloudWatch gives at most 500 series in one answer, and this one has as many: some may be missing',
  ]);
  // Its documentation does not know the parameter.
  expect(parametersOf(server.asked[0])).not.toHaveProperty('timeout');
  expect(server.asked[0].headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/eu-central-1\/monitoring\//,
  );
});
