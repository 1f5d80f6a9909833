import type {
  IndicatorPack,
  LabelMatcher,
} from '@platform-ops/backstage-plugin-ops-health-node';

/** With and without the time that requests wait in the proxy. */
const REQUESTS = ['revision_request_count', 'revision_app_request_count'];
const LATENCIES = [
  'revision_request_latencies',
  'revision_app_request_latencies',
];
const MILLISECONDS = 0.001;
const failed: LabelMatcher[] = [
  { label: 'response_code_class', operator: '=', value: '5xx' },
];

/**
 * Knative's queue-proxy, which stands before each serverless KServe predictor.
 */
export const knativePack: IndicatorPack = {
  id: 'knative',
  title: 'Knative queue-proxy',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'error-ratio',
      expressions: REQUESTS.map(metric => ({
        kind: 'ratio',
        numerator: [{ metric, matchers: failed }],
        denominator: [{ metric }],
      })),
    },
    {
      indicator: 'latency',
      expressions: LATENCIES.map(metric => ({
        kind: 'quantile',
        quantile: 0.99,
        histogram: { metric },
        scale: MILLISECONDS,
      })),
    },
    {
      indicator: 'latency-median',
      expressions: LATENCIES.map(metric => ({
        kind: 'quantile',
        quantile: 0.5,
        histogram: { metric },
        scale: MILLISECONDS,
      })),
    },
    {
      indicator: 'throughput',
      expressions: REQUESTS.map(metric => ({
        kind: 'rate',
        counters: [{ metric }],
      })),
    },
    {
      indicator: 'queue-length',
      expressions: [
        {
          kind: 'gauge',
          aggregate: 'sum',
          gauges: [{ metric: 'revision_queue_depth' }],
        },
      ],
    },
  ],
  events: {
    total: { kind: 'increase', counters: [{ metric: REQUESTS[0] }] },
    bad: {
      kind: 'increase',
      counters: [{ metric: REQUESTS[0], matchers: failed }],
    },
    duration: { metric: LATENCIES[0], scale: MILLISECONDS },
  },
};
