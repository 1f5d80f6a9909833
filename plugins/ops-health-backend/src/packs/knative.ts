import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

const REQUESTS = 'revision_app_request_count';
const LATENCIES = 'revision_app_request_latencies';
const MILLISECONDS = 0.001;
const failed = [
  { label: 'response_code_class', operator: '=' as const, value: '5xx' },
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
      expressions: [
        {
          kind: 'ratio',
          numerator: [{ metric: REQUESTS, matchers: failed }],
          denominator: [{ metric: REQUESTS }],
        },
      ],
    },
    {
      indicator: 'latency',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.99,
          histogram: { metric: LATENCIES },
          scale: MILLISECONDS,
        },
      ],
    },
    {
      indicator: 'latency-median',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.5,
          histogram: { metric: LATENCIES },
          scale: MILLISECONDS,
        },
      ],
    },
    {
      indicator: 'throughput',
      expressions: [{ kind: 'rate', counters: [{ metric: REQUESTS }] }],
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
    total: { kind: 'increase', counters: [{ metric: REQUESTS }] },
    bad: {
      kind: 'increase',
      counters: [{ metric: REQUESTS, matchers: failed }],
    },
    duration: { metric: LATENCIES, scale: MILLISECONDS },
  },
};
