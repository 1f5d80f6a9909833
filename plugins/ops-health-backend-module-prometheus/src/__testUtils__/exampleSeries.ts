import type { WrittenSeries } from './remoteWrite';

const STEP = 15_000;
/** Far from zero, where Prometheus extrapolates less. */
const START = 1_000_000;

type Labels = Record<string, string>;

export const BOUNDS = ['0.1', '0.5', '1', '+Inf'];

/** Observations per second in each bucket, by pod: a fast and a slow one. */
export const BUCKETS: Record<string, number[]> = {
  fast: [90, 10, 0, 0],
  slow: [0, 5, 3, 2],
};

/**
 * Half an hour of samples up to a time, of which every true value is known.
 */
export function exampleSeries(at: Date): WrittenSeries[] {
  const end = at.getTime();
  const times = (from: number, to: number) =>
    Array.from(
      { length: Math.floor((to - from) / STEP) + 1 },
      (_, index) => from + index * STEP,
    );
  const all = times(end - 30 * 60_000, end);
  const series = (
    name: string,
    labels: Labels,
    valueAt: (time: number) => number,
    when: number[] = all,
  ): WrittenSeries => ({
    labels: { __name__: name, ...labels },
    samples: when.map(time => [time, valueAt(time)]),
  });
  const counter = (
    name: string,
    labels: Labels,
    perSecond: number,
    when?: number[],
  ) =>
    series(
      name,
      labels,
      time => START + ((time - all[0]) / 1000) * perSecond,
      when,
    );
  const gauge = (
    name: string,
    labels: Labels,
    value: number,
    when?: number[],
  ) => series(name, labels, () => value, when);

  const checkout = {
    namespace: 'shop',
    service: 'checkout',
    job: 'shop/checkout',
    cluster: 'prod-eu',
  };
  const search = { namespace: 'shop', service: 'search', cluster: 'prod-eu' };
  const reset = end - 100_000;

  return [
    // Two pods; one request of ten fails.
    counter('http_requests_total', { ...checkout, pod: 'a', code: '200' }, 8),
    counter('http_requests_total', { ...checkout, pod: 'b', code: '200' }, 10),
    counter('http_requests_total', { ...checkout, pod: 'a', code: '500' }, 1),
    counter('http_requests_total', { ...checkout, pod: 'b', code: '503' }, 1),
    // Another environment of the same service, by namespace.
    counter(
      'http_requests_total',
      {
        namespace: 'staging',
        service: 'checkout',
        cluster: 'test-eu',
        code: '200',
      },
      4,
    ),
    // A cluster and a namespace that two rules map to different environments.
    counter(
      'http_requests_total',
      {
        namespace: 'staging',
        service: 'both',
        cluster: 'prod-eu',
        code: '200',
      },
      1,
    ),
    // Nobody mapped these; the second has not even a cluster.
    counter(
      'http_requests_total',
      { namespace: 'lab', service: 'trial', cluster: 'dev', code: '200' },
      2,
    ),
    counter(
      'http_requests_total',
      { namespace: 'lab', service: 'nowhere', code: '200' },
      3,
    ),
    // It never failed, so that there is no series of failures.
    counter('http_requests_total', { ...search, code: '200' }, 5),
    // Nothing happens.
    counter(
      'http_requests_total',
      { ...search, service: 'idle', code: '200' },
      0,
    ),
    counter(
      'http_requests_total',
      { ...search, service: 'idle', code: '500' },
      0,
    ),
    // Names that need escapes.
    counter(
      'http_requests_total',
      {
        namespace: 'odd',
        service: 'a"b\\c$1\n{é}',
        cluster: 'prod-eu',
        code: '200',
      },
      7,
    ),
    // What a second metric adds up to the first.
    counter('grpc_requests_total', { ...checkout, pod: 'a', code: '200' }, 30),
    counter(
      'grpc_requests_total',
      { namespace: 'shop', service: 'only-grpc', cluster: 'prod-eu' },
      6,
    ),
    // It starts anew 100 seconds before the end.
    series('restarted_total', search, time =>
      time < reset
        ? START + ((time - all[0]) / 1000) * 2
        : ((time - reset) / 1000) * 2,
    ),
    // No samples for two minutes.
    counter(
      'gappy_total',
      search,
      2,
      all.filter(time => time < end - 240_000 || time > end - 120_000),
    ),
    gauge('gappy', search, 1, times(all[0], all[0] + 5 * 60_000)),
    gauge('queue_length', { ...search, pod: 'a' }, 4),
    gauge('queue_length', { ...search, pod: 'b' }, 0),
    gauge('queue_length', { ...checkout, pod: 'a' }, 9),
    gauge('queue_length', { ...search, service: 'empty' }, 0),
    gauge('lying', search, NaN),
    gauge('lying', checkout, 1),
    gauge('boundless', search, Infinity),
    gauge('memory_used', search, 30),
    gauge('memory_limit', search, 40),
    gauge('memory_used', checkout, 30),
    counter('cpu_seconds_total', search, 0.5),
    gauge('cpu_limit', search, 2),
    counter('latency_sum', search, 12),
    counter('latency_count', search, 4),
    counter('latency_sum', { ...search, service: 'idle' }, 0),
    counter('latency_count', { ...search, service: 'idle' }, 0),
    // Pods whose names begin with the name of the workload.
    counter('predictions_total', { pod: 'triage-predictor-7f9-x' }, 1),
    counter('predictions_total', { pod: 'triage-predictor-7f9-y' }, 2),
    counter('predictions_total', { pod: 'triage-2-predictor-5d8-x' }, 10),
    counter('predictions_total', { pod: 'somebody-else' }, 50),
    ...Object.entries(BUCKETS).flatMap(([pod, perSecond]) =>
      BOUNDS.map((le, bound) =>
        counter(
          'duration_seconds_bucket',
          { ...search, pod, le },
          perSecond.slice(0, bound + 1).reduce((sum, rate) => sum + rate),
        ),
      ),
    ),
    // The newest sample of all targets is 45 seconds old.
    gauge('up', { job: 'shop/checkout' }, 1, times(all[0], end - 45_000)),
  ];
}
