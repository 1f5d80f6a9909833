import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { HumanDuration } from '@backstage/types';
import type {
  EntityHealth,
  HealthSource,
  IndicatorId,
  ListSourcesResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  describeWithServer,
  FakeHttpServer,
  type AskedRequest,
  type FakeAnswer,
} from '@platform-ops/test-servers';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(60_000);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const ENTITY = 'component:default/checkout';
const METRIC = 'http_server_request_duration_seconds';
const LABELS = { namespace: 'shop', service: 'checkout' };

/** While a source lies, others of the process wait no longer than this. */
const LONGEST_TURN_MS = 1500;
const MOST_MEMORY_BYTES = 400 * 1024 * 1024;

const { remoteWrite } = jest.requireActual<{
  remoteWrite(
    url: string,
    series: Array<{
      labels: Record<string, string>;
      samples: Array<[number, number]>;
    }>,
  ): Promise<Response>;
}>('../../ops-health-backend-module-prometheus/src/__testUtils__/remoteWrite');

interface Series {
  metric: Record<string, string>;
  value: [number, string];
}

/** What stands between the portal and Prometheus makes of an answer. */
type Lie = (
  series: Series[],
  question: { query: string; text: string },
) => FakeAnswer | Series[];

interface Row {
  lie: Lie;
  /** Of the source, while it lies. */
  state: HealthSource['state'];
  /** What people read on the Sources page, of errors and warnings. */
  says: RegExp;
  /**
   * What the entity keeps of the last true answer while the rest is fresh. All
   * of it where missing, and after a while that is unknown.
   */
  keeps?: IndicatorId[];
  timeout?: HumanDuration;
}

const values = (change: (value: Series['value']) => Series['value']): Lie => {
  return series =>
    series.map(({ metric, value }) => ({ metric, value: change(value) }));
};

/** Some more series than there are, before those that there are. */
const withOthers =
  (count: number, filler: number): Lie =>
  series => {
    const text = 'x'.repeat(filler);
    async function* pieces() {
      yield '{"status":"success","data":{"resultType":"vector","result":[';
      for (let first = 0; first < count; first += 500) {
        const some = Array.from({ length: 500 }, (_, index) => ({
          metric: {
            ...series[0]?.metric,
            service: `other-${first + index}`,
            filler: text,
          },
          value: series[0]?.value,
        }));
        yield `${JSON.stringify(some).slice(1, -1)},`;
      }
      yield `${JSON.stringify(series).slice(1)}}}`;
    }
    return { body: pieces() };
  };

const only =
  (pattern: RegExp, lie: Lie): Lie =>
  (series, question) =>
    pattern.test(question.query) ? lie(series, question) : series;

async function* drops() {
  for (;;) {
    yield ' ';
    await delay(20);
  }
}

const rows: Record<string, Row> = {
  'is down': {
    lie: () => ({ hangUp: true }),
    state: 'failing',
    says: /could not be reached for POST/,
  },
  'does not answer': {
    lie: () => ({ silent: true }),
    timeout: { milliseconds: 500 },
    state: 'failing',
    says: /did not answer POST \/api\/v1\/query within 0\.5 s \(opsHealth\.sources\.prom\.timeout\)/,
  },
  'answers drop by drop': {
    lie: () => ({ body: drops() }),
    timeout: { milliseconds: 500 },
    state: 'failing',
    says: /did not answer POST \/api\/v1\/query within 0\.5 s/,
  },
  'fails with 500': {
    lie: () => ({ status: 500, body: 'out of memory' }),
    state: 'failing',
    says: /with 500 \(out of memory\)/,
  },
  'is overloaded': {
    lie: () => ({ status: 503, body: 'try later' }),
    state: 'failing',
    says: /with 503 \(try later\)/,
  },
  'fails at one question': {
    lie: only(/histogram_quantile/, () => ({ status: 500, body: 'too dear' })),
    state: 'partial',
    says: /with 500 \(too dear\)/,
    keeps: ['latency', 'latency-median'],
  },
  'knows us no more': {
    lie: () => ({ status: 401, body: 'no' }),
    state: 'forbidden',
    says: /with 401 \(no\): look at opsHealth\.sources\.prom\.token/,
  },
  'forbids it': {
    lie: () => ({ status: 403, body: 'no' }),
    state: 'forbidden',
    says: /with 403 \(no\): look at opsHealth\.sources\.prom\.token/,
  },
  'leads elsewhere': {
    lie: () => ({
      status: 302,
      headers: { location: 'http://login.example.com/?secret=1' },
    }),
    state: 'failing',
    says: /with a redirect to login\.example\.com, which is not followed/,
  },
  'shows a web page': {
    lie: () => ({ body: '<!doctype html><title>Sign in</title>' }),
    state: 'failing',
    says: /with a web page where JSON was expected/,
  },
  'breaks off in the middle': {
    lie: (_, { text }) => ({ body: text.slice(0, text.length / 2) }),
    state: 'failing',
    says: /ends in the middle/,
  },
  'answers nonsense': {
    lie: () => ({
      body: {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [null, { metric: 'a', value: 'b' }, { metric: LABELS }],
        },
      },
    }),
    state: 'failing',
    says: /with something that is no series: null/,
  },
  'has no numbers': {
    lie: values(([time]) => [time, 'NaN']),
    state: 'connected',
    says: /1 value is left out because it is NaN or infinite/,
  },
  'has endless numbers': {
    lie: values(([time]) => [time, '+Inf']),
    state: 'connected',
    says: /1 value is left out because it is NaN or infinite/,
  },
  'tells old values': {
    lie: values(([time, value]) => [time - 3600, value]),
    state: 'connected',
    says: /1 value is left out because it is too old/,
  },
  'is ahead of time': {
    lie: values(([time, value]) => [time + 3600, value]),
    state: 'connected',
    says: /1 value is left out because it is of the future: look at the clocks of the source and the portal/,
  },
  'tells two values of everything': {
    lie: series =>
      series.flatMap(({ metric, value: [time, value] }) => [
        { metric, value: [time, value] },
        { metric, value: [time, `${Number(value) + 1}`] },
      ]),
    state: 'connected',
    says: /The source gives 2 values for namespace="shop", service="checkout"/,
  },
  'says the same twice': {
    lie: series => [...series, ...series],
    state: 'connected',
    says: /^$/,
    keeps: [],
  },
  'has forgotten everything': {
    lie: () => [],
    state: 'connected',
    says: /^$/,
  },
  'has 100,000 series': {
    // Those that are listed, and those that are counted as requests.
    lie: only(/^(?!.*(histogram_quantile|[45]\.\.))/s, withOthers(100_000, 0)),
    state: 'connected',
    keeps: ['throughput'],
    says: /more than 50000 series: only the first 50000 series were read\. A label with too many values/,
  },
  'answers 10 MB': {
    lie: only(/5\.\./, withOthers(28_000, 240)),
    state: 'connected',
    says: /^$/,
    keeps: [],
  },
  'answers 100 MB': {
    lie: only(/histogram_quantile/, withOthers(10_000, 10_000)),
    state: 'connected',
    says: /more than 20 MiB \(opsHealth\.sources\.prom\.maxResponseBytes\): only the first \d+ series were read/,
    keeps: ['latency', 'latency-median'],
  },
};

describeWithServer('prometheus', 'a source that lies', prometheus => {
  const startedAt =
    Math.floor(Date.now() / MINUTE) * MINUTE - 30 * MINUTE + 1234;

  beforeAll(async () => {
    const times = Array.from(
      { length: 160 },
      (_, index) => startedAt - 10 * MINUTE + index * 15 * SECOND,
    );
    const counter = (labels: Record<string, string>, perStep: number) => ({
      labels: { ...labels, ...LABELS },
      samples: times.map((time, index): [number, number] => [
        time,
        1e6 + index * perStep,
      ]),
    });
    const code = 'http_response_status_code';
    const written = await remoteWrite(prometheus().url, [
      counter({ __name__: `${METRIC}_count`, [code]: '200' }, 30),
      counter({ __name__: `${METRIC}_count`, [code]: '500' }, 0),
      counter({ __name__: `${METRIC}_bucket`, [code]: '200', le: '0.1' }, 29),
      counter({ __name__: `${METRIC}_bucket`, [code]: '200', le: '0.5' }, 30),
      counter({ __name__: `${METRIC}_bucket`, [code]: '200', le: '+Inf' }, 30),
    ]);
    if (!written.ok) {
      throw new Error(await written.text());
    }
  });

  beforeEach(() => {
    jest.useFakeTimers({
      now: startedAt,
      // The clock only: what waits, waits.
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ],
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  async function forward(asked: AskedRequest): Promise<string> {
    const response = await fetch(`${prometheus().url}${asked.url}`, {
      method: asked.method,
      ...(asked.method === 'POST' && {
        body: asked.body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    });
    return response.text();
  }

  async function answer(asked: AskedRequest, lie: Lie): Promise<FakeAnswer> {
    const text = await forward(asked);
    const { data } = JSON.parse(text);
    if (asked.method === 'GET') {
      return { body: text };
    }
    const query = new URLSearchParams(asked.body).get('query') ?? '';
    const said = lie(data.result, { query, text });
    return Array.isArray(said)
      ? {
          body: { status: 'success', data: { ...data, result: said } },
        }
      : said;
  }

  it.each(Object.entries(rows))('that %s', async (_, row) => {
    const { lie, state, says, keeps, timeout } = row;
    const isFresh = keeps !== undefined;
    const proxy = await FakeHttpServer.start();
    const portal = await startPortal({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'checkout',
            namespace: 'default',
            annotations: { 'backstage.io/kubernetes-namespace': 'shop' },
          },
          spec: { type: 'service' },
        },
      ],
      opsHealth: {
        sources: {
          prom: {
            type: 'prometheus',
            url: proxy.url,
            environment: 'production',
            token: 'sesame-sesame',
            timeout: timeout ?? { minutes: 1 },
          },
        },
      },
    });
    const look = async () => ({
      entity: await portal.get<EntityHealth>(`/health?entityRef=${ENTITY}`),
      source: (await portal.get<ListSourcesResponse>('/sources')).items[0],
    });
    const at = async (time: number, told: Lie) => {
      jest.setSystemTime(time);
      proxy.answer(asked => answer(asked, told));
      await portal.refresh();
      return look();
    };
    try {
      const honest = await at(startedAt, series => series);
      expect(honest.source).toMatchObject({ state: 'connected', errors: [] });
      expect(honest.entity).toMatchObject({ state: 'good', stale: false });

      const memory = process.memoryUsage().rss;
      const turns = monitorEventLoopDelay({ resolution: 5 });
      turns.enable();
      const kept = await at(startedAt + 2 * MINUTE, lie);
      turns.disable();
      const grown = process.memoryUsage().rss - memory;
      expect(turns.max / 1e6).toBeLessThan(LONGEST_TURN_MS);
      expect(grown).toBeLessThan(MOST_MEMORY_BYTES);
      expect(kept.source.state).toBe(state);
      expect(
        [
          ...kept.source.errors.map(({ message }) => message),
          ...kept.source.warnings,
        ].join('\n'),
      ).toMatch(says);
      expect(kept.entity).toMatchObject({
        state: 'good',
        stale: !isFresh,
        observedAt: new Date(
          isFresh ? startedAt + 2 * MINUTE : startedAt,
        ).toISOString(),
      });
      const before = new Date(startedAt).toISOString();
      expect(
        kept.entity.readings
          .filter(({ stale, observedAt }) => stale && observedAt === before)
          .map(({ indicator }) => indicator)
          .sort(),
      ).toEqual(keeps ?? honest.entity.readings.map(r => r.indicator).sort());

      const later = await at(startedAt + 6 * MINUTE, lie);
      expect(later.entity).toMatchObject(
        isFresh
          ? { state: 'good' }
          : { state: 'unknown', reason: 'No data from prom' },
      );
      expect(
        later.entity.readings.some(({ value }) => value !== undefined),
      ).toBe(isFresh);

      // What it has is listed every ten minutes.
      const after = await at(startedAt + 17 * MINUTE, series => series);
      expect(after.source).toMatchObject({
        state: 'connected',
        errors: [],
        warnings: [],
      });
      expect(after.entity).toMatchObject({ state: 'good', stale: false });
      expect(JSON.stringify([kept, later])).not.toContain('sesame');
    } finally {
      await portal.stop();
      await proxy.stop();
    }
  });
});
