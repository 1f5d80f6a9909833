import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type {
  EvaluateRangeRequest,
  EvaluateRequest,
  MetricExpression,
  MetricGrouping,
  MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { JsonObject } from '@backstage/types';
import { FakeCloudWatch } from '../__testUtils__/FakeCloudWatch';
import { sourcesOf } from '../__testUtils__/sources';

const NOW = Date.parse('2026-11-23T12:34:45Z');
/** The newest minute that is whole, with two minutes for CloudWatch. */
const END = Date.parse('2026-11-23T12:32:00Z');
const MINUTE = 60_000;
const WINDOW = 5 * MINUTE;

const byEndpoint: MetricGrouping = {
  id: 'endpoint',
  labels: ['endpoint_name'],
};
const invocations = { metric: 'AWS/SageMaker/Invocations' };
const serverErrors = { metric: 'AWS/SageMaker/Invocation5XXErrors' };
const latency = { metric: 'AWS/SageMaker/ModelLatency' };
const cpu = { metric: '/aws/sagemaker/Endpoints/CPUUtilization' };

let cloudWatch: FakeCloudWatch;
let now: number;

beforeEach(() => {
  now = NOW;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  cloudWatch = FakeCloudWatch.create();
});
afterEach(() => {
  cloudWatch.mock.restore();
  jest.restoreAllMocks();
});

function sourceOf(entry: JsonObject = {}): MetricSource {
  return sourcesOf({ accountId: '123456789012', ...entry }).metrics!;
}

function add(
  name: string,
  dimensions: Record<string, string>,
  value: number | ((minute: number) => number | undefined),
  namespace: string = 'AWS/SageMaker',
) {
  cloudWatch.metrics.push({
    namespace,
    name,
    dimensions,
    values: typeof value === 'number' ? () => value : value,
  });
}

function variant(endpoint: string, name: string) {
  return { EndpointName: endpoint, VariantName: name };
}

function ask(
  source: MetricSource,
  expression: MetricExpression,
  more: Partial<EvaluateRequest> = {},
) {
  return source.evaluate({
    expression,
    groupings: [byEndpoint],
    environments: { rules: [] },
    windowMs: WINDOW,
    at: new Date(now),
    ...more,
  });
}

async function valuesOf(expression: MetricExpression) {
  const { rows } = await ask(sourceOf(), expression);
  return Object.fromEntries(
    rows.map(({ labels, value }) => [labels.endpoint_name, value]),
  );
}

function range(
  source: MetricSource,
  expression: MetricExpression,
  more: Partial<EvaluateRangeRequest> = {},
) {
  return source.evaluateRange({
    expression,
    labels: { endpoint_name: 'churn' },
    environments: { rules: [] },
    environment: undefined,
    windowMs: WINDOW,
    from: new Date(END - 10 * MINUTE),
    to: new Date(END + 3 * MINUTE),
    stepMs: MINUTE,
    ...more,
  });
}

describe('expressions', () => {
  beforeEach(() => {
    add('Invocations', variant('churn', 'blue'), 60);
    add('Invocations', variant('churn', 'green'), 40);
    add('Invocation5XXErrors', variant('churn', 'green'), 5);
    add('Invocations', variant('idle', 'blue'), () => undefined);
    add(
      'ModelLatency',
      variant('churn', 'blue'),
      minute => (minute % 5) * 1000,
    );
    add('ModelLatency', variant('churn', 'green'), 2_000_000);
    add(
      'CPUUtilization',
      variant('churn', 'blue'),
      50,
      '/aws/sagemaker/Endpoints',
    );
    add(
      'CPUUtilization',
      variant('churn', 'green'),
      100,
      '/aws/sagemaker/Endpoints',
    );
  });

  it('gives ratios, and none where nothing happened', async () => {
    expect(
      await valuesOf({
        kind: 'ratio',
        numerator: [serverErrors],
        denominator: [invocations],
      }),
    ).toEqual({ churn: 0.05 });
    // No failure ever, so no such metric.
    expect(
      await valuesOf({
        kind: 'ratio',
        numerator: [{ metric: 'AWS/SageMaker/Invocation4XXErrors' }],
        denominator: [invocations],
      }),
    ).toEqual({ churn: 0 });
  });

  it('gives rates and increases, 0 where nothing came', async () => {
    expect(
      await valuesOf({ kind: 'rate', counters: [invocations], scale: 60 }),
    ).toEqual({ churn: 100, idle: 0 });
    expect(
      await valuesOf({ kind: 'increase', counters: [invocations] }),
    ).toEqual({ churn: 500, idle: 0 });
  });

  it('gives the quantile of the slowest variant in seconds', async () => {
    const expression: MetricExpression = {
      kind: 'quantile',
      quantile: 0.99,
      histogram: latency,
      scale: 1e-6,
    };
    expect(await valuesOf(expression)).toEqual({ churn: 2 });
    const { rows } = await ask(sourceOf(), expression, {
      groupings: [{ id: 'variant', labels: ['endpoint_name', 'variant_name'] }],
    });
    expect(rows.map(({ value }) => value)).toEqual([0.004, 2]);
    // One period as long as the window: percentiles cannot be added up.
    const [{ MetricDataQueries = [] }] = cloudWatch.requests;
    expect(MetricDataQueries[0].MetricStat).toMatchObject({
      Period: 300,
      Stat: 'p99',
    });
    expect(
      await valuesOf({ kind: 'quantile', quantile: 0.999, histogram: latency }),
    ).toEqual({ churn: 2_000_000 });
    expect(
      cloudWatch.requests.at(-1)?.MetricDataQueries?.[0].MetricStat?.Stat,
    ).toBe('p99.9');
    await expect(
      ask(sourceOf(), { ...expression, quantile: 1 }),
    ).rejects.toThrow('found the quantile 1, allowed is a number between');
  });

  it('gives gauges, means and shares', async () => {
    const gauge = (
      aggregate: 'sum' | 'average' | 'maximum' | 'minimum' | 'count-nonzero',
    ) => valuesOf({ kind: 'gauge', gauges: [cpu], aggregate, scale: 0.01 });
    expect(await gauge('sum')).toEqual({ churn: 1.5 });
    expect(await gauge('average')).toEqual({ churn: 0.75 });
    expect(await gauge('maximum')).toEqual({ churn: 1 });
    expect(await gauge('minimum')).toEqual({ churn: 0.5 });
    expect(await gauge('count-nonzero')).toEqual({ churn: 0.02 });
    expect(
      await valuesOf({ kind: 'mean', sum: latency, count: latency }),
    ).toEqual({ churn: (2_000 + 2_000_000) / 2 });
    expect(
      await valuesOf({ kind: 'mean', sum: latency, count: invocations }),
    ).toEqual({ churn: (5 * 2_002_000) / 500 });
    expect(
      await valuesOf({ kind: 'share', part: [invocations], whole: [cpu] }),
    ).toEqual({ churn: 100 / 150 });
    expect(
      await valuesOf({
        kind: 'share',
        part: [invocations],
        partIsCounter: true,
        whole: [cpu],
      }),
    ).toEqual({ churn: 100 / 60 / 150 });
  });

  it('has no queries of its own', async () => {
    await expect(
      ask(sourceOf(), { kind: 'raw', query: 'SELECT 1' }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/^CloudWatch has no queries that give/),
    });
    expect(sourceOf().queryRaw).toBeUndefined();
  });

  it('asks for whole minutes that CloudWatch knows all of', async () => {
    await valuesOf({ kind: 'increase', counters: [invocations] });
    expect(cloudWatch.requests[0]).toMatchObject({
      StartTime: new Date(END - WINDOW),
      EndTime: new Date(END),
      ScanBy: 'TimestampAscending',
    });
    const source = sourceOf({ refresh: '5m', ingestDelay: '0s' });
    await ask(source, { kind: 'increase', counters: [invocations] });
    expect(cloudWatch.requests[1].EndTime).toEqual(
      new Date('2026-11-23T12:30:00Z'),
    );
    expect(await source.measureLag!()).toBe(NOW - END + 2 * MINUTE);
  });

  it('asks in periods that are kept so long', async () => {
    const DAY = 24 * 60 * MINUTE;
    for (const [days, period] of [
      [10, 60],
      [20, 300],
      [100, 3600],
    ]) {
      await ask(
        sourceOf(),
        { kind: 'gauge', gauges: [cpu], aggregate: 'maximum' },
        { at: new Date(NOW - days * DAY), windowMs: 90 * MINUTE },
      );
      const request = cloudWatch.requests.at(-1)!;
      expect(request.MetricDataQueries?.[0].MetricStat?.Period).toBe(period);
      expect(request.EndTime!.getTime() % (period * 1000)).toBe(0);
      expect(request.StartTime!.getTime() % (period * 1000)).toBe(0);
    }
  });
});

describe('labels', () => {
  it('lists names and label sets, and what was active lately', async () => {
    add('Invocations', variant('churn', 'blue'), 1);
    add('Invocations', variant('churn', 'green'), 1);
    add('Invocations', { ModelId: 'amazon.nova' }, 1, 'AWS/Bedrock');
    add('Invocations', {}, 1, 'AWS/Bedrock');
    cloudWatch.pageSize = 1;
    const source = sourceOf();
    expect(await source.listMetricNames()).toEqual(
      new Set([
        'AWS/SageMaker/Invocations',
        // So that packs may ask for quantiles.
        'AWS/SageMaker/Invocations_bucket',
        'AWS/Bedrock/Invocations',
        'AWS/Bedrock/Invocations_bucket',
      ]),
    );
    // Two namespaces with two pages, and one that is empty.
    expect(cloudWatch.lists).toHaveLength(5);
    expect(cloudWatch.lists[0].RecentlyActive).toBe('PT3H');
    const listed = await source.listLabelSets({
      metrics: [
        'AWS/SageMaker/Invocations_bucket',
        'AWS/Bedrock/Invocations',
        'Other/Metric',
      ],
      labels: ['endpoint_name', 'model_id', 'namespace'],
    });
    expect(listed.labelSets).toEqual([
      { endpoint_name: 'churn' },
      { model_id: 'amazon.nova' },
    ]);
    expect(cloudWatch.lists).toHaveLength(5);
    await source.listMetricNames();
    expect(cloudWatch.lists).toHaveLength(10);
  });

  it('knows region and account, extracts, and tells environments', async () => {
    add('Invocations', variant('prod-churn', 'blue'), 1);
    add('Invocations', variant('test-churn', 'blue'), 2);
    add('Invocations', variant('other', 'blue'), 3);
    const { rows } = await ask(
      sourceOf(),
      { kind: 'increase', counters: [invocations] },
      {
        groupings: [
          {
            id: 'all',
            labels: ['endpoint_name', 'region', 'account'],
            extract: { endpoint_name: '.*(churn)' },
          },
        ],
        environments: {
          rules: [
            { environment: 'test', label: 'endpoint_name', pattern: 'test-.*' },
          ],
          fallback: 'production',
        },
      },
    );
    const labels = {
      endpoint_name: 'churn',
      region: 'eu-central-1',
      account: '123456789012',
    };
    expect(rows).toEqual([
      { grouping: 'all', labels, environment: 'production', value: 5 },
      { grouping: 'all', labels, environment: 'test', value: 10 },
    ]);
  });

  it('counts nothing twice that is published with more dimensions', async () => {
    const errors = [serverErrors];
    for (const name of ['Invocations', 'Invocation5XXErrors']) {
      add(name, variant('churn', 'blue'), 10);
      add(name, { ...variant('churn', 'blue'), InstanceId: 'i-1' }, 6);
      add(name, { ...variant('churn', 'blue'), InstanceId: 'i-2' }, 4);
    }
    add('Invocations', {}, 1_000);
    const of = async (groupings: MetricGrouping[], more = {}) =>
      (
        await ask(
          sourceOf(),
          { kind: 'increase', counters: [invocations] },
          { groupings, ...more },
        )
      ).rows.map(({ value }) => value);
    expect(await of([byEndpoint])).toEqual([50]);
    expect(
      await of([{ id: 'i', labels: ['endpoint_name', 'instance_id'] }]),
    ).toEqual([30, 20]);
    expect(await of([{ id: 'region', labels: ['region'] }])).toEqual([5_000]);
    // What tells the environment is taken, though there is less of it.
    expect(
      await of([byEndpoint], {
        environments: {
          rules: [{ environment: 'a', label: 'instance_id', pattern: 'i-1' }],
        },
      }),
    ).toEqual([30, 20]);
    expect(
      await valuesOf({
        kind: 'ratio',
        numerator: errors,
        denominator: [invocations],
      }),
    ).toEqual({ churn: 1 });
  });

  it('follows matchers', async () => {
    add('Invocations', variant('churn', 'blue'), 1);
    add('Invocations', variant('churn', 'green'), 10);
    add('Invocations', variant('churn', 'shadow'), 100);
    const matching = async (
      operator: '=' | '!=' | '=~' | '!~',
      value: string,
    ) =>
      valuesOf({
        kind: 'increase',
        counters: [
          {
            ...invocations,
            matchers: [{ label: 'variant_name', operator, value }],
          },
        ],
      });
    expect(await matching('=', 'blue')).toEqual({ churn: 5 });
    expect(await matching('!=', 'shadow')).toEqual({ churn: 55 });
    expect(await matching('=~', 'b.*|g.*')).toEqual({ churn: 55 });
    expect(await matching('!~', 'b')).toEqual({ churn: 555 });
    expect(await matching('=', '')).toEqual({});
  });
});

describe('requests', () => {
  const increase: MetricExpression = {
    kind: 'increase',
    counters: [invocations],
  };

  it('asks for 500 metrics at once, and reads all pages', async () => {
    for (let index = 0; index < 1_201; index++) {
      add('Invocations', variant(`e${index}`, 'v'), index);
    }
    cloudWatch.pageSize = 300;
    const { rows, cost, warnings } = await ask(
      sourceOf({ maxMetricsPerRefresh: 2_000 }),
      increase,
    );
    expect(rows).toHaveLength(1_201);
    expect(new Set(rows.map(({ value }) => value / 5)).size).toBe(1_201);
    expect(
      cloudWatch.requests.map(
        ({ MetricDataQueries = [] }) => MetricDataQueries.length,
      ),
    ).toEqual([500, 500, 201, 500, 500]);
    // As AWS bills them, and a page of the list each.
    expect(cost).toMatchObject({ queries: 1_201 + 5, samples: 1_201 * 2 });
    expect(warnings).toEqual([]);
  });

  it('joins the parts of a series that are on different pages', async () => {
    add('Invocations', variant('churn', 'v'), 1);
    const point = (
      time: number,
      value: number,
      StatusCode: 'PartialData' | 'Complete',
    ) => ({
      MetricDataResults: [
        { Id: 'm0', Timestamps: [new Date(time)], Values: [value], StatusCode },
      ],
    });
    cloudWatch.mock
      .on(GetMetricDataCommand)
      .resolvesOnce({
        ...point(END - 2 * MINUTE, 1, 'PartialData'),
        NextToken: 'more',
      })
      .resolvesOnce(point(END - MINUTE, 2, 'Complete'));
    const { rows } = await ask(sourceOf(), increase);
    expect(rows[0].value).toBe(3);
  });

  it('asks for the same once, and for all windows at once', async () => {
    add('Invocations', variant('churn', 'blue'), 60);
    add('Invocation5XXErrors', variant('churn', 'blue'), 6);
    const source = sourceOf();
    const HOUR = 60 * MINUTE;
    const windows = [WINDOW, 30 * MINUTE, HOUR, 6 * HOUR];
    const refresh = async () => {
      const before = cloudWatch.asked;
      await ask(source, {
        kind: 'ratio',
        numerator: [serverErrors],
        denominator: [invocations],
      });
      const counts: number[] = [];
      for (const windowMs of windows) {
        const { rows } = await ask(source, increase, { windowMs });
        counts.push(rows[0].value);
      }
      expect(counts).toEqual([300, 1_800, 3_600, 21_600]);
      return cloudWatch.asked - before;
    };
    expect(await refresh()).toBe(2 + 3);
    expect(await refresh()).toBe(0);
    now += MINUTE;
    expect(await refresh()).toBe(2);
    expect(
      cloudWatch.requests.at(-1)!.MetricDataQueries![0].MetricStat!.Period,
    ).toBe(300);
    now += MINUTE;
    expect(await refresh()).toBe(2);
  });

  it('stays within the budget, and leaves whole values out', async () => {
    for (const endpoint of ['a', 'b', 'c']) {
      add('Invocations', variant(endpoint, 'blue'), 1);
      add('Invocations', variant(endpoint, 'green'), 1);
    }
    const source = sourceOf({ maxMetricsPerRefresh: 5 });
    const { rows, warnings } = await ask(source, increase);
    // A part of its variants would be a wrong value.
    expect(rows.map(({ labels }) => labels.endpoint_name)).toEqual(['a', 'b']);
    expect(warnings).toEqual([
      'Some values are left out. One refresh may ask for 5 metrics, since AWS bills each: raise maxMetricsPerRefresh or refresh of opsHealth.sources.prod, or narrow its namespaces',
    ]);
    expect(cloudWatch.asked).toBe(4);
    now += MINUTE;
    await ask(source, increase);
    expect(cloudWatch.asked).toBe(8);
    // Counts of the past have a budget of their own, and are kept for good.
    await expect(
      ask(source, increase, { at: new Date(END - 60 * MINUTE) }),
    ).rejects.toMatchObject({
      name: 'AwsError',
      message: expect.stringMatching(/^One refresh may ask for 5 metrics/),
    });
  });

  it('leaves out what CloudWatch could not read, and tells', async () => {
    add('Invocations', variant('churn', 'blue'), 60);
    add('Invocation5XXErrors', variant('churn', 'blue'), 6);
    cloudWatch.statusOf = name =>
      name === 'Invocation5XXErrors' ? 'InternalError' : 'Complete';
    const ratio: MetricExpression = {
      kind: 'ratio',
      numerator: [serverErrors],
      denominator: [invocations],
    };
    const source = sourceOf();
    // Not 0 % of errors.
    expect(await ask(source, ratio)).toMatchObject({
      rows: [],
      warnings: [
        'Some values are left out. CloudWatch has no complete answer (InternalError)',
      ],
    });
    await expect(range(source, ratio)).rejects.toThrow(
      'CloudWatch has no complete answer (InternalError)',
    );
    await expect(
      ask(source, ratio, { at: new Date(END - 60 * MINUTE) }),
    ).rejects.toThrow('CloudWatch has no complete answer (InternalError)');
  });

  it('is forbidden where AWS says so, and asks again the next time', async () => {
    add('Invocations', variant('churn', 'blue'), 60);
    const source = sourceOf();
    cloudWatch.failure = Object.assign(new Error('may not'), {
      name: 'AccessDeniedException',
    });
    await expect(source.listMetricNames()).rejects.toMatchObject({
      name: 'SourceForbiddenError',
      message: expect.stringMatching(/^CloudWatch ListMetrics in eu-central-1/),
    });
    cloudWatch.failure = undefined;
    await source.listMetricNames();
    cloudWatch.failure = Object.assign(new Error('Rate exceeded'), {
      name: 'ThrottlingException',
    });
    await expect(ask(source, increase)).rejects.toMatchObject({
      name: 'AwsError',
      message:
        'CloudWatch GetMetricData in eu-central-1 was asked too often (ThrottlingException), even after pauses: fewer requests are allowed in the account',
    });
    cloudWatch.failure = undefined;
    expect((await ask(source, increase)).rows).toHaveLength(1);
  });
});

describe('ranges', () => {
  const minuteOf = (time: number) => time / MINUTE;
  const rate: MetricExpression = {
    kind: 'rate',
    counters: [invocations],
    scale: 60,
  };

  it('slides the window, and ends where CloudWatch knows no more', async () => {
    // One request in the minute that begins here.
    const burst = minuteOf(END - 6 * MINUTE);
    add('Invocations', variant('churn', 'blue'), minute =>
      minute === burst ? 10 : undefined,
    );
    const { points, cost } = await range(sourceOf(), rate);
    expect(
      points.map(([time, value]) => [(time - END) / MINUTE, value]),
    ).toEqual([
      [-10, 0],
      [-9, 0],
      [-8, 0],
      [-7, 0],
      [-6, 0],
      [-5, 2],
      [-4, 2],
      [-3, 2],
      [-2, 2],
      [-1, 2],
      [0, 0],
    ]);
    expect(cost.queries).toBe(1 + 1);
    // It began in the minutes before the first point.
    expect(cloudWatch.requests[0].StartTime).toEqual(
      new Date(END - 15 * MINUTE),
    );
    expect(cloudWatch.requests[0].EndTime).toEqual(new Date(END));
  });

  it('has a point at each step, also at shorter ones than a minute', async () => {
    add('Invocations', variant('churn', 'blue'), minute => minute);
    const { points } = await range(sourceOf(), rate, {
      from: new Date(END - 2 * MINUTE),
      to: new Date(END),
      stepMs: 30_000,
      windowMs: MINUTE,
    });
    const first = minuteOf(END) - 3;
    expect(points.map(([, value]) => value)).toEqual([
      first,
      first,
      first + 1,
      first + 1,
    ]);
  });

  it('has quantiles of whole windows, and gauges as they were', async () => {
    add('ModelLatency', variant('churn', 'blue'), minute => minute % 5);
    add(
      'CPUUtilization',
      variant('churn', 'blue'),
      minute => minute % 7,
      '/aws/sagemaker/Endpoints',
    );
    const from = new Date(END - 7 * MINUTE); // 12:25
    const { points } = await range(
      sourceOf(),
      { kind: 'quantile', quantile: 0.5, histogram: latency },
      { from },
    );
    // Of 12:20 to 12:25, then of 12:25 to 12:30.
    expect(points.map(([, value]) => value)).toEqual(Array(8).fill(2));
    expect(
      cloudWatch.requests[0].MetricDataQueries?.[0].MetricStat,
    ).toMatchObject({ Period: 300, Stat: 'p50' });
    const gauge = await range(
      sourceOf(),
      { kind: 'gauge', aggregate: 'average', gauges: [cpu] },
      { from },
    );
    expect(gauge.points).toEqual(
      Array.from({ length: 8 }, (_, index) => {
        const time = from.getTime() + index * MINUTE;
        return [time, (minuteOf(time) - 1) % 7];
      }),
    );
  });

  it('looks for what fell silent, and only at the series that is meant', async () => {
    add('Invocations', variant('churn', 'blue'), 1);
    add('Invocations', variant('other', 'blue'), 7);
    const source = sourceOf();
    const DAY = 24 * 60 * MINUTE;
    const longAgo = {
      from: new Date(END - 30 * DAY),
      to: new Date(END),
      stepMs: DAY,
      windowMs: DAY,
    };
    const { points } = await range(source, rate, longAgo);
    expect(points).toHaveLength(30);
    expect(new Set(points.map(([, value]) => value))).toEqual(new Set([1]));
    expect(cloudWatch.lists.at(-1)?.RecentlyActive).toBeUndefined();
    expect(
      cloudWatch.requests[0].MetricDataQueries?.map(
        ({ MetricStat }) => MetricStat?.Period,
      ),
    ).toEqual([86_400]);
    expect(
      (await range(source, rate, { ...longAgo, environment: 'production' }))
        .points,
    ).toEqual([]);
    expect(
      (await range(source, rate, { labels: { endpoint_name: 'none' } })).points,
    ).toEqual([]);
    expect(
      (
        await range(source, rate, {
          from: new Date(NOW + MINUTE),
          to: new Date(NOW + 2 * MINUTE),
        })
      ).points,
    ).toEqual([]);
    await expect(
      range(source, rate, { stepMs: 1, from: new Date(0) }),
    ).rejects.toThrow(/allowed are 1 to 11000 points/);
  });
});
