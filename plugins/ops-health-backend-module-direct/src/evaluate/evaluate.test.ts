import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  EvaluateRequest,
  MetricExpression,
} from '@platform-ops/backstage-plugin-ops-health-node';
import {
  createTestSource,
  migrate,
  type TestSource,
} from '../__testUtils__/createTestSource';
import { STALE } from '../series/Samples';
import { DAY, HOUR, MINUTE, SECOND } from '../time';
import { bucketQuantile } from './bucketQuantile';
import { increase } from './increase';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('increase', () => {
  const of = (points: Array<[number, number]>, window: [number, number]) =>
    increase(
      {
        times: Float64Array.from(points, ([time]) => time * SECOND),
        values: Float64Array.from(points, ([, value]) => value),
      },
      { first: 0, end: points.length },
      { start: window[0] * SECOND, end: window[1] * SECOND },
    );

  it.each<[string, Array<[number, number]>, [number, number], number]>([
    // 10 in 30 s, and 5 s to each side.
    [
      'extrapolates to both ends',
      [
        [105, 100],
        [120, 105],
        [135, 110],
      ],
      [100, 140],
      10 * (40 / 30),
    ],
    [
      'and half a pause where the series begins within',
      [
        [160, 100],
        [175, 105],
        [190, 110],
      ],
      [100, 200],
      10 * ((30 + 7.5 + 10) / 30),
    ],
    [
      'yet never to before zero',
      [
        [110, 1],
        [125, 11],
        [140, 21],
      ],
      [100, 140],
      20 * ((30 + 1.5) / 30),
    ],
    [
      'adds what was counted before a restart',
      [
        [105, 100],
        [120, 110],
        [135, 4],
      ],
      [105, 135],
      14,
    ],
    [
      'takes no notice of where it ended in between',
      [
        [105, 100],
        [112, STALE],
        [120, 105],
        [135, 110],
      ],
      [105, 135],
      10,
    ],
  ])('%s', (_, points, window, expected) => {
    expect(of(points, window)).toBeCloseTo(expected, 9);
  });

  it('says nothing of one sample, or of what is no number', () => {
    expect(of([[105, 1]], [100, 140])).toBeUndefined();
    expect(
      of(
        [
          [105, 1],
          [110, STALE],
        ],
        [100, 140],
      ),
    ).toBeUndefined();
    expect(
      of(
        [
          [105, NaN],
          [110, 1],
        ],
        [100, 140],
      ),
    ).toBeNaN();
  });
});

describe('bucketQuantile', () => {
  const of = (quantile: number, counts: Array<[number, number]>) =>
    bucketQuantile(quantile, new Map(counts));

  it.each<[string, number, Array<[number, number]>, number]>([
    [
      'spreads evenly within a bucket',
      0.5,
      [
        [1, 10],
        [2, 30],
        [Infinity, 40],
      ],
      1.5,
    ],
    [
      'begins the lowest bucket at zero',
      0.25,
      [
        [2, 40],
        [Infinity, 40],
      ],
      0.5,
    ],
    [
      'gives a lowest bound below zero as it is',
      0.1,
      [
        [-1, 10],
        [1, 20],
        [Infinity, 20],
      ],
      -1,
    ],
    [
      'knows of the highest only its lower bound',
      0.99,
      [
        [1, 1],
        [2, 2],
        [Infinity, 40],
      ],
      2,
    ],
    [
      'does not look at the order',
      0.5,
      [
        [Infinity, 40],
        [2, 30],
        [1, 10],
      ],
      1.5,
    ],
    [
      'mends counts that fall',
      0.9,
      [
        [1, 10],
        [2, 8],
        [3, 20],
        [Infinity, 20],
      ],
      2.8,
    ],
    [
      'and differences that sums make',
      1,
      [
        [1, 10],
        [2, 10.000000000001],
        [Infinity, 10],
      ],
      1,
    ],
    [
      'needs a bucket without a bound',
      0.5,
      [
        [1, 10],
        [2, 20],
      ],
      NaN,
    ],
    ['and another one', 0.5, [[Infinity, 10]], NaN],
    [
      'and an observation',
      0.5,
      [
        [1, 0],
        [Infinity, 0],
      ],
      NaN,
    ],
    [
      'and numbers',
      0.5,
      [
        [1, 1],
        [Infinity, NaN],
      ],
      NaN,
    ],
  ])('%s', (_, quantile, counts, expected) => {
    expect(Number(of(quantile, counts).toFixed(9))).toEqual(expected);
  });
});

describe('evaluating', () => {
  const start = Date.UTC(2026, 0, 5, 8);
  let test: TestSource;

  beforeEach(async () => {
    const knex = await databases.init('SQLITE_3');
    await migrate(async () => knex);
    test = createTestSource({ knex, now: start });
  });

  const scrape = async (text: string, time: number) => {
    test.targets.tell('http://target/metrics', text);
    await test.scrapeAt(time);
  };
  const evaluate = async (
    expression: MetricExpression,
    more: Partial<EvaluateRequest> = {},
  ) => {
    const { rows } = await test.source.evaluate({
      expression,
      groupings: [{ id: 'a', labels: ['service'] }],
      environments: { rules: [] },
      windowMs: 5 * MINUTE,
      at: new Date(test.now),
      ...more,
    });
    return rows;
  };
  const gauge = (metric: string): MetricExpression => ({
    kind: 'gauge',
    aggregate: 'sum',
    gauges: [{ metric }],
  });

  it('gives a value for five minutes, unless the series ended', async () => {
    await scrape('a{service="x"} 1\nb{service="x"} 2 ', start);
    await scrape('a{service="x"} 1\n', start + 15 * SECOND);
    const at = (time: number, metric: string) =>
      evaluate(gauge(metric), { at: new Date(time) });
    expect(await at(start + 14 * SECOND, 'b')).toMatchObject([{ value: 2 }]);
    expect(await at(start + 15 * SECOND, 'b')).toEqual([]);
    const last = start + 15 * SECOND;
    expect(await at(last + 5 * MINUTE - 1, 'a')).toMatchObject([{ value: 1 }]);
    expect(await at(last + 5 * MINUTE, 'a')).toEqual([]);

    test.targets.fail('http://target/metrics');
    await test.scrapeAt(start + 30 * SECOND);
    expect(await at(start + 30 * SECOND, 'a')).toEqual([]);
    expect(
      await evaluate(gauge('up'), {
        groupings: [{ id: 'i', labels: ['instance'] }],
      }),
    ).toMatchObject([{ labels: { instance: 'target:80' }, value: 0 }]);
  });

  it('groups by several labels, parts of them and environments', async () => {
    await scrape(
      `a{service="x",pod="x-pod-1",cluster="p1"} 1
a{service="x",pod="x-pod-2",cluster="p2"} 2
a{service="x",pod="else",cluster="t"} 4
a{service="",cluster="p1"} 8
`,
      start,
    );
    const rows = await evaluate(gauge('a'), {
      groupings: [
        { id: 'service', labels: ['service'] },
        { id: 'pod', labels: ['pod'], extract: { pod: '(.+)-pod-.' } },
        { id: 'none', labels: ['nowhere'] },
      ],
      environments: {
        rules: [
          { environment: 'production', label: 'cluster', pattern: 'p.' },
          { environment: 'never', label: 'cluster', pattern: 'p' },
        ],
      },
    });
    expect(rows).toEqual([
      {
        grouping: 'service',
        labels: { service: 'x' },
        environment: 'production',
        value: 3,
      },
      {
        grouping: 'pod',
        labels: { pod: 'x' },
        environment: 'production',
        value: 3,
      },
      {
        grouping: 'service',
        labels: { service: 'x' },
        environment: undefined,
        value: 4,
      },
    ]);
    const { points } = await test.source.evaluateRange({
      expression: gauge('a'),
      labels: { pod: 'x' },
      extract: { pod: '(.+)-pod-.' },
      environments: { rules: [], fallback: 'staging' },
      environment: 'staging',
      windowMs: MINUTE,
      from: new Date(start),
      to: new Date(start + 2 * MINUTE),
      stepMs: MINUTE,
    });
    expect(points).toEqual([
      [start, 3],
      [start + MINUTE, 3],
    ]);
  });

  it('has a missing label for an empty one', async () => {
    await scrape('a{service="x"} 1\na{service="x",code="5"} 2\n', start);
    const narrowed = (operator: '=' | '!=' | '=~' | '!~', value: string) =>
      evaluate({
        kind: 'gauge',
        aggregate: 'sum',
        gauges: [
          { metric: 'a', matchers: [{ label: 'code', operator, value }] },
        ],
      });
    expect(await narrowed('=', '')).toMatchObject([{ value: 1 }]);
    expect(await narrowed('!=', '')).toMatchObject([{ value: 2 }]);
    expect(await narrowed('=~', '|5')).toMatchObject([{ value: 3 }]);
    expect(await narrowed('!~', '|4')).toMatchObject([{ value: 2 }]);
  });

  it.each<[MetricExpression, string]>([
    [
      { kind: 'raw', query: 'up' },
      'query: found "up", but a source of type direct has no language for queries',
    ],
    [{ kind: 'rate', counters: [] }, 'found an expression without a metric'],
    [
      { kind: 'quantile', quantile: 99, histogram: { metric: 'a' } },
      'quantile: found 99',
    ],
    [
      {
        kind: 'rate',
        counters: [
          {
            metric: 'a',
            matchers: [{ label: 'b', operator: '=~', value: '(' }],
          },
        ],
      },
      'found "(" for the label \'b\', allowed is a regular expression',
    ],
  ])('refuses %j', async (expression, message) => {
    await expect(evaluate(expression)).rejects.toThrow(message);
  });

  it('refuses a course of too many points', async () => {
    await expect(
      test.source.evaluateRange({
        expression: gauge('a'),
        labels: {},
        environments: { rules: [] },
        environment: undefined,
        windowMs: MINUTE,
        from: new Date(start),
        to: new Date(start + DAY),
        stepMs: SECOND,
      }),
    ).rejects.toThrow('found 86400 points');
  });

  it('shows no dip where scraping takes over from the past', async () => {
    const valueAt = (time: number) => 1000 + (time - start) / SECOND;
    // Four minutes after the last sample of the past.
    const since = start + HOUR + 4 * MINUTE;
    let past = '# TYPE a counter\n';
    for (let time = start; time < since; time += 5 * MINUTE) {
      past += `a_total{service="x"} ${valueAt(time)} ${time / SECOND}\n`;
    }
    test = createTestSource({
      knex: await databases
        .init('SQLITE_3')
        .then(async knex => migrate(async () => knex)),
      now: since,
      entry: { targets: [{ url: 'http://target', historyUrl: '/past' }] },
    });
    test.targets.tell('http://target/past?days=15&step=300', `${past}# EOF\n`);
    const tell = (time: number) =>
      test.targets.tell(
        'http://target/metrics',
        `a_total{service="x"} ${valueAt(time)}\n`,
      );
    tell(since);
    await test.runUntil(since + 20 * SECOND);
    for (
      let time = test.now;
      time <= since + 10 * MINUTE;
      time += 15 * SECOND
    ) {
      tell(time);
      await test.scrapeAt(time);
    }
    for (const windowMs of [2 * MINUTE, 5 * MINUTE, HOUR / 4]) {
      const { points } = await test.source.evaluateRange({
        expression: { kind: 'rate', counters: [{ metric: 'a_total' }] },
        labels: { service: 'x' },
        environments: { rules: [] },
        environment: undefined,
        windowMs,
        from: new Date(since - 10 * MINUTE),
        to: new Date(since + 10 * MINUTE),
        stepMs: 30 * SECOND,
      });
      expect(points).toHaveLength(40);
      for (const [time, value] of points) {
        // What was told twice is a step of 15 seconds in two minutes.
        expect([time, Math.abs(value - 1) < 0.15]).toEqual([time, true]);
      }
    }
  });

  it('shows the course of samples that are five minutes apart', async () => {
    const end = start + 3 * HOUR;
    let text = '# TYPE a counter\n';
    for (let time = start; time < end; time += 5 * MINUTE) {
      text += `a_total{service="x"} ${1000 + (time - start) / SECOND} ${
        time / SECOND
      }\n`;
    }
    test = createTestSource({
      knex: await databases
        .init('SQLITE_3')
        .then(async knex => migrate(async () => knex)),
      now: end,
      entry: { targets: [{ url: 'http://target', historyUrl: '/past' }] },
    });
    test.targets.tell('http://target/past?days=15&step=300', `${text}# EOF\n`);
    test.targets.tell('http://target/metrics', 'a_total{service="x"} 11800\n');
    await test.runUntil(end + 30 * SECOND);
    for (const windowMs of [2 * MINUTE, 5 * MINUTE, HOUR / 4]) {
      const { points } = await test.source.evaluateRange({
        expression: { kind: 'rate', counters: [{ metric: 'a_total' }] },
        labels: { service: 'x' },
        environments: { rules: [] },
        environment: undefined,
        windowMs,
        from: new Date(start + 30 * MINUTE),
        to: new Date(end),
        stepMs: MINUTE,
      });
      expect(points).toHaveLength(150);
      expect(points.every(([, value]) => Math.abs(value - 1) < 1e-9)).toBe(
        true,
      );
    }
    const [{ value }] = await evaluate(
      { kind: 'increase', counters: [{ metric: 'a_total' }] },
      { windowMs: HOUR },
    );
    expect(value).toBeGreaterThan(3500);
    expect(value).toBeLessThan(3700);
  });
});
