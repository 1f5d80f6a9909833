import {
  describeWithServer,
  type RunningServer,
} from '@platform-ops/test-servers';
import type {
  EnvironmentMapping,
  EvaluateRangeRequest,
  EvaluateRequest,
  MetricExpression,
  MetricRow,
  QuantileExpression,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { BOUNDS, BUCKETS, exampleSeries } from './__testUtils__/exampleSeries';
import { remoteWrite } from './__testUtils__/remoteWrite';
import { configOf } from './__testUtils__/sources';
import { PrometheusMetricSource } from './PrometheusMetricSource';

const WINDOW = 5 * 60_000;
const NO_ENVIRONMENTS: EnvironmentMapping = { rules: [] };
const ENVIRONMENTS: EnvironmentMapping = {
  rules: [
    { environment: 'production', label: 'cluster', pattern: 'prod-.+' },
    { environment: 'staging', label: 'namespace', pattern: 'staging' },
  ],
};
const BY_SERVICE = { id: 'service', labels: ['namespace', 'service'] };

const requests = (code?: string) => ({
  metric: 'http_requests_total',
  matchers: code
    ? [{ label: 'code', operator: '=~' as const, value: code }]
    : [],
});
const ERROR_RATIO: MetricExpression = {
  kind: 'ratio',
  numerator: [requests('5..')],
  denominator: [requests()],
};
const P90: QuantileExpression = {
  kind: 'quantile',
  quantile: 0.9,
  histogram: { metric: 'duration_seconds' },
};

/** What Prometheus' documentation says of histogram_quantile, by hand. */
function quantileOf(quantile: number, buckets: number[]): number {
  const total = buckets.reduce((sum, count) => sum + count);
  let below = 0;
  for (const [index, count] of buckets.entries()) {
    const lower = index === 0 ? 0 : Number(BOUNDS[index - 1]);
    if (below + count >= quantile * total) {
      return BOUNDS[index] === '+Inf'
        ? lower
        : lower +
            ((Number(BOUNDS[index]) - lower) * (quantile * total - below)) /
              count;
    }
    below += count;
  }
  return NaN;
}

/** The same for every server that speaks the API. */
function contract(server: () => RunningServer) {
  // Servers hide the newest half a minute, or look back from a second ago.
  const at = new Date(Math.floor(Date.now() / 15_000) * 15_000 - 60_000);
  let source: PrometheusMetricSource;

  const evaluate = async (
    expression: MetricExpression,
    more: Partial<EvaluateRequest> = {},
  ) =>
    source.evaluate({
      expression,
      groupings: [BY_SERVICE],
      environments: NO_ENVIRONMENTS,
      windowMs: WINDOW,
      at,
      ...more,
    });
  /** By the values of the labels, and the environment. */
  const table = (rows: MetricRow[]) =>
    Object.fromEntries(
      rows.map(({ labels, environment, value }) => [
        [...Object.values(labels), environment].filter(Boolean).join('/'),
        Number(value.toFixed(6)),
      ]),
    );
  const values = async (
    expression: MetricExpression,
    more?: Partial<EvaluateRequest>,
  ) => table((await evaluate(expression, more)).rows);
  const range = async (
    expression: MetricExpression,
    labels: Record<string, string>,
    more: Partial<EvaluateRangeRequest> = {},
  ) =>
    source.evaluateRange({
      expression,
      labels,
      environments: NO_ENVIRONMENTS,
      environment: undefined,
      windowMs: WINDOW,
      from: new Date(at.getTime() - 20 * 60_000),
      to: at,
      stepMs: 60_000,
      ...more,
    });

  beforeAll(async () => {
    source = PrometheusMetricSource.create(configOf({ url: server().url }));
    const answer = await remoteWrite(server().url, exampleSeries(at));
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    // VictoriaMetrics shows samples only a moment later.
    await fetch(`${server().url}/internal/force_flush`);
  });
  afterAll(async () => {
    await source.close();
  });

  describe('evaluate', () => {
    it('gives ratios: zero without a failure, nothing without an event', async () => {
      expect(await values(ERROR_RATIO)).toEqual({
        'shop/checkout': 0.1,
        'staging/checkout': 0,
        'staging/both': 0,
        'lab/trial': 0,
        'lab/nowhere': 0,
        'shop/search': 0,
        'odd/a"b\\c$1\n{é}': 0,
      });
      expect(
        await values({
          kind: 'ratio',
          numerator: [{ metric: 'failures_that_nobody_ever_saw_total' }],
          denominator: [requests()],
        }),
      ).toMatchObject({ 'shop/checkout': 0, 'shop/search': 0 });
    });

    it('adds up several metrics, and what only one of them has', async () => {
      const both = [requests(), { metric: 'grpc_requests_total' }];
      expect(await values({ kind: 'rate', counters: both })).toMatchObject({
        'shop/checkout': 50,
        'shop/search': 5,
        'shop/only-grpc': 6,
      });
      expect(
        await values(
          { kind: 'increase', counters: both },
          { environments: ENVIRONMENTS },
        ),
      ).toMatchObject({
        'shop/checkout/production': 50 * 300,
        'staging/checkout/staging': 4 * 300,
        'shop/only-grpc/production': 6 * 300,
      });
      expect(
        await values({
          kind: 'ratio',
          numerator: [requests('5..'), { metric: 'nothing_total' }],
          denominator: both,
        }),
      ).toMatchObject({ 'shop/checkout': 0.04, 'shop/only-grpc': 0 });
    });

    it('tells the environment: the first rule wins, the rest is not mapped', async () => {
      const expression: MetricExpression = {
        kind: 'rate',
        counters: [requests('2..')],
      };
      expect(await values(expression, { environments: ENVIRONMENTS })).toEqual({
        'shop/checkout/production': 18,
        'staging/checkout/staging': 4,
        'staging/both/production': 1,
        'lab/trial': 2,
        'lab/nowhere': 3,
        'shop/search/production': 5,
        'shop/idle/production': 0,
        'odd/a"b\\c$1\n{é}/production': 7,
      });
      // What is not mapped is added to what is of the same environment.
      expect(
        await values(expression, {
          groupings: [{ id: 'all', labels: ['code'] }],
          environments: { ...ENVIRONMENTS, fallback: 'production' },
        }),
      ).toEqual({ '200/production': 36, '200/staging': 4 });
      expect(
        await values(expression, {
          environments: { rules: [], fallback: 'test' },
        }),
      ).toMatchObject({ 'lab/trial/test': 2 });
    });

    it('does not take a missing label for an empty one', async () => {
      expect(
        await values(
          { kind: 'rate', counters: [requests()] },
          {
            environments: {
              rules: [
                { environment: 'a $1', label: 'cluster', pattern: '(p).*' },
                { environment: 'any', label: 'cluster', pattern: '.*' },
              ],
            },
          },
        ),
      ).toMatchObject({
        'shop/search/a $1': 5,
        'lab/trial/any': 2,
        'lab/nowhere': 3,
      });
    });

    it('puts a series into each grouping whose labels it has', async () => {
      const { rows, cost } = await evaluate(ERROR_RATIO, {
        groupings: [
          BY_SERVICE,
          { id: 'job', labels: ['job'] },
          { id: 'none', labels: ['inferenceservice'] },
        ],
        environments: ENVIRONMENTS,
      });
      const found = rows.filter(
        ({ labels }) => labels.service === 'checkout' || labels.job,
      );
      expect(found).toHaveLength(3);
      expect(found).toEqual(
        expect.arrayContaining([
          {
            grouping: 'service',
            labels: { namespace: 'shop', service: 'checkout' },
            environment: 'production',
            value: expect.closeTo(0.1),
          },
          {
            grouping: 'service',
            labels: { namespace: 'staging', service: 'checkout' },
            environment: 'staging',
            value: 0,
          },
          {
            grouping: 'job',
            labels: { job: 'shop/checkout' },
            environment: 'production',
            value: expect.closeTo(0.1),
          },
        ]),
      );
      expect(cost).toEqual({
        queries: 1,
        samples: rows.length,
        bytes: expect.any(Number),
        milliseconds: expect.any(Number),
      });
    });

    it('takes a part of a label, as the grouping says', async () => {
      const grouping = {
        id: 'pod',
        labels: ['pod'],
        extract: { pod: '(.+)-predictor-.+' },
      };
      const expression: MetricExpression = {
        kind: 'rate',
        counters: [{ metric: 'predictions_total' }],
      };
      const expected = { triage: 3, 'triage-2': 10 };
      expect(await values(expression, { groupings: [grouping] })).toEqual(
        expected,
      );
      expect(
        await values(
          { kind: 'raw', query: 'sum by (pod) (rate(predictions_total[5m]))' },
          {
            groupings: [
              { ...grouping, extract: { pod: '(.+)-predictor-.*x' } },
            ],
          },
        ),
      ).toEqual({ triage: 1, 'triage-2': 10 });
      for (const raw of [
        undefined,
        'sum by (pod) (predictions_total) * 0 + 1',
      ]) {
        const { points } = await range(
          raw ? { kind: 'raw', query: raw } : expression,
          { pod: 'triage-2' },
          { extract: grouping.extract },
        );
        expect(points.at(-1)?.[1]).toBeCloseTo(raw ? 1 : 10);
      }
    });

    it('adds up buckets before it takes the quantile', async () => {
      const byPod = { id: 'pod', labels: ['service', 'pod'] };
      const [fast, slow] = [BUCKETS.fast, BUCKETS.slow];
      const together = fast.map((count, index) => count + slow[index]);
      expect(await values(P90)).toEqual({
        'shop/search': expect.closeTo(quantileOf(0.9, together)),
      });
      expect(await values(P90, { groupings: [byPod] })).toEqual({
        'search/fast': expect.closeTo(quantileOf(0.9, fast)),
        'search/slow': expect.closeTo(quantileOf(0.9, slow)),
      });
      expect(
        await values({ ...P90, scale: 1000 }, { environments: ENVIRONMENTS }),
      ).toEqual({
        'shop/search/production': expect.closeTo(
          quantileOf(0.9, together) * 1000,
        ),
      });
    });

    it('survives restarts and gaps, and takes no lie for a number', async () => {
      const rate = async (metric: string) =>
        (await values({ kind: 'rate', counters: [{ metric }] }))['shop/search'];
      // The increase in the moment of the restart cannot be seen.
      expect(await rate('restarted_total')).toBeGreaterThan(1.8);
      expect(await rate('restarted_total')).toBeLessThanOrEqual(2.01);
      expect(await rate('gappy_total')).toBeCloseTo(2);

      const gauge = async (metric: string) =>
        values({ kind: 'gauge', aggregate: 'sum', gauges: [{ metric }] });
      expect(await gauge('lying')).toEqual({ 'shop/checkout': 1 });
      expect(await gauge('boundless')).toEqual({});
      // Its last sample is older than five minutes.
      expect(await gauge('gappy')).toEqual({});
    });

    it.each([
      ['sum', { 'shop/search': 4, 'shop/checkout': 9, 'shop/empty': 0 }],
      ['average', { 'shop/search': 2, 'shop/checkout': 9, 'shop/empty': 0 }],
      ['maximum', { 'shop/search': 4, 'shop/checkout': 9, 'shop/empty': 0 }],
      ['minimum', { 'shop/search': 0, 'shop/checkout': 9, 'shop/empty': 0 }],
      [
        'count-nonzero',
        { 'shop/search': 1, 'shop/checkout': 1, 'shop/empty': 0 },
      ],
    ] as const)('gives the %s of gauges', async (aggregate, expected) => {
      const expression: MetricExpression = {
        kind: 'gauge',
        aggregate,
        gauges: [{ metric: 'queue_length' }, { metric: 'nothing' }],
      };
      expect(await values(expression)).toEqual(expected);
      expect(
        await values(expression, { environments: ENVIRONMENTS }),
      ).toMatchObject({ 'shop/search/production': expected['shop/search'] });
    });

    it('gives shares and means', async () => {
      expect(
        await values({
          kind: 'share',
          part: [{ metric: 'memory_used' }],
          whole: [{ metric: 'memory_limit' }],
        }),
      ).toEqual({ 'shop/search': 0.75 });
      expect(
        await values({
          kind: 'share',
          part: [{ metric: 'cpu_seconds_total' }],
          partIsCounter: true,
          whole: [{ metric: 'cpu_limit' }],
        }),
      ).toEqual({ 'shop/search': 0.25 });
      expect(
        await values({
          kind: 'mean',
          sum: { metric: 'latency_sum' },
          count: { metric: 'latency_count' },
          scale: 0.001,
        }),
      ).toEqual({ 'shop/search': 0.003 });
    });

    it("asks somebody's own query", async () => {
      const raw = (query: string): MetricExpression => ({ kind: 'raw', query });
      expect(
        await values(
          raw('sum by (namespace, service, cluster) (queue_length) # sum'),
          { environments: ENVIRONMENTS },
        ),
      ).toEqual({
        'shop/search/production': 4,
        'shop/checkout/production': 9,
        'shop/empty/production': 0,
      });
      const ambiguous = await evaluate(raw('queue_length'));
      expect(table(ambiguous.rows)).toEqual({
        'shop/checkout': 9,
        'shop/empty': 0,
      });
      expect(ambiguous.warnings).toEqual([
        'The query gives 2 values for namespace="shop", service="search", which are left out: add them up by the labels that matter, e.g. sum by (namespace, service) (…)',
      ]);
      await expect(evaluate(raw('sum by ('))).rejects.toThrow(
        /^Prometheus 'prod' answered POST \/api\/v1\/query with 4\d\d \(/,
      );
    });
  });

  describe('evaluateRange', () => {
    const search = { namespace: 'shop', service: 'search' };

    it('gives the course of one label set in one environment', async () => {
      const checkout = { service: 'checkout' };
      const inProduction = await range(ERROR_RATIO, checkout, {
        environments: ENVIRONMENTS,
        environment: 'production',
      });
      expect(inProduction.points).toHaveLength(20);
      expect(inProduction.points[0][0]).toBe(at.getTime() - 20 * 60_000);
      // `to` is exclusive.
      expect(inProduction.points.at(-1)).toEqual([
        at.getTime() - 60_000,
        expect.closeTo(0.1),
      ]);
      const inStaging = await range(ERROR_RATIO, checkout, {
        environments: ENVIRONMENTS,
        environment: 'staging',
      });
      expect(new Set(inStaging.points.map(([, value]) => value))).toEqual(
        new Set([0]),
      );
      const unmapped = await range(ERROR_RATIO, checkout, {
        environments: ENVIRONMENTS,
      });
      expect(unmapped.points).toEqual([]);
    });

    it('leaves gaps out', async () => {
      const { points } = await range(
        { kind: 'gauge', aggregate: 'sum', gauges: [{ metric: 'gappy' }] },
        search,
        { from: new Date(at.getTime() - 30 * 60_000) },
      );
      // Five minutes of samples, and five more in which the last one counts.
      expect(points.length).toBeGreaterThanOrEqual(6);
      expect(points.length).toBeLessThanOrEqual(12);
    });

    it('finds the odd one out', async () => {
      const { points } = await range(
        { kind: 'rate', counters: [requests()] },
        { namespace: 'odd', service: 'a"b\\c$1\n{é}' },
        { environments: ENVIRONMENTS, environment: 'production' },
      );
      expect(points.at(-1)?.[1]).toBeCloseTo(7);
    });

    it("narrows somebody's own query", async () => {
      const raw: MetricExpression = {
        kind: 'raw',
        query: 'sum by (namespace, service, cluster) (queue_length) # sum',
      };
      for (const environments of [NO_ENVIRONMENTS, ENVIRONMENTS]) {
        const { points } = await range(raw, search, {
          environments,
          environment: environments.rules.length ? 'production' : undefined,
        });
        expect(points.at(-1)?.[1]).toBe(4);
      }
      const elsewhere = await range(raw, search, {
        environments: ENVIRONMENTS,
        environment: 'staging',
      });
      expect(elsewhere.points).toEqual([]);
      await expect(
        range({ kind: 'raw', query: 'queue_length' }, search),
      ).rejects.toThrow(/gives 2 series where one is expected/);
    });

    it('refuses more points than a server gives', async () => {
      const span = { from: new Date(at.getTime() - 11_000_000), to: at };
      const tooMany = { ...span, from: new Date(span.from.getTime() - 1) };
      const gauge: MetricExpression = {
        kind: 'gauge',
        aggregate: 'sum',
        gauges: [{ metric: 'queue_length' }],
      };
      await expect(
        range(gauge, search, { ...span, stepMs: 1000 }),
      ).resolves.toMatchObject({ cost: { samples: expect.any(Number) } });
      await expect(
        range(gauge, search, { ...tooMany, stepMs: 1000 }),
      ).rejects.toThrow(
        /found 11001 points .* in steps of 1 s, allowed are 11000/,
      );
    });
  });

  it('lists the metrics and the label sets that it has', async () => {
    const names = await source.listMetricNames();
    expect(names).toContain('http_requests_total');
    expect(names).toContain('duration_seconds_bucket');
    const { labelSets, warnings } = await source.listLabelSets({
      metrics: ['queue_length', 'memory_used', 'nothing'],
      labels: ['namespace', 'service', 'job'],
    });
    expect(warnings).toEqual([]);
    expect(
      labelSets.sort((a, b) => a.service.localeCompare(b.service)),
    ).toEqual([
      { namespace: 'shop', service: 'checkout', job: 'shop/checkout' },
      { namespace: 'shop', service: 'empty' },
      { namespace: 'shop', service: 'search' },
    ]);
    expect(
      await source.listLabelSets({ metrics: [], labels: ['namespace'] }),
    ).toMatchObject({ labelSets: [] });
  });

  it('tells how old the newest sample is', async () => {
    const age = Date.now() - at.getTime() + 45_000;
    const lag = await source.measureLag();
    expect(lag).toBeGreaterThan(age - 35_000);
    expect(lag).toBeLessThan(age + 35_000);
  });

  it('answers a query of a person', async () => {
    const { rows, warnings, cost } = await source.queryRaw(
      `last_over_time(queue_length{pod="a"}[1h])`,
    );
    expect(warnings).toEqual([]);
    expect(cost).toMatchObject({ queries: 1, samples: 2 });
    expect(
      rows.map(({ labels, value }) => [labels.service, labels.pod, value]),
    ).toEqual(
      expect.arrayContaining([
        ['search', 'a', 4],
        ['checkout', 'a', 9],
      ]),
    );
    expect(Math.abs(rows[0].at.getTime() - Date.now())).toBeLessThan(60_000);
    await expect(source.queryRaw('sum(')).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/^Prometheus 'prod' answered POST/),
    });
  });

  it('tells the course of a query of a person, for each series', async () => {
    const span = {
      from: new Date(at.getTime() - 60_000),
      to: new Date(at.getTime() + 1),
      stepMs: 30_000,
    };
    const { series, warnings } = await source.queryRawRange({
      query: 'sum by (service) (queue_length{pod="a"}) # of all',
      ...span,
    });
    expect(warnings).toEqual([]);
    expect(
      Object.fromEntries(
        series.map(({ labels, points }) => [
          labels.service,
          points.at(-1)?.[1],
        ]),
      ),
    ).toMatchObject({ search: 4, checkout: 9 });
    await expect(
      source.queryRawRange({ query: 'sum(', ...span }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });
}

describeWithServer('prometheus', 'PrometheusMetricSource', server => {
  contract(server);

  it('keeps its values when samples are written twice or out of order', async () => {
    const time = Date.now();
    const write = async (at: number, value: number) =>
      (
        await remoteWrite(server().url, [
          { labels: { __name__: 'honest' }, samples: [[at, value]] },
        ])
      ).status;
    expect(await write(time - 1000, 1)).toBe(204);
    expect(await write(time - 1000, 2)).toBe(400);
    expect(await write(time - 2000, 3)).toBe(400);

    const source = PrometheusMetricSource.create(
      configOf({ url: server().url }),
    );
    const { rows } = await source.queryRaw('honest');
    expect(rows.map(({ value }) => value)).toEqual([1]);
    expect((await source.queryRaw('1/0')).rows[0].value).toBe(Infinity);
    await expect(source.queryRaw('honest[5m]')).resolves.toMatchObject({
      rows: [{ value: 1 }],
    });
    await expect(source.queryRaw('"text"')).rejects.toThrow(
      /answered with "string", where series or a number were expected/,
    );
    await source.close();
  });
});

describeWithServer('victoriametrics', 'PrometheusMetricSource', contract);
