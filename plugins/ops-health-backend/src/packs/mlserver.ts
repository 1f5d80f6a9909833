import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

const SUCCESS = 'model_infer_request_success_total';
const FAILURE = 'model_infer_request_failure_total';
const DURATION = 'model_infer_request_duration';
const REST = 'rest_server_request_duration_seconds';
const inference = [
  { label: 'path', operator: '=~' as const, value: '.*/infer|/' },
];

/**
 * MLServer: its own counters per model, and those of its REST server for
 * quantiles.
 */
export const mlserverPack: IndicatorPack = {
  id: 'mlserver',
  title: 'MLServer',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'error-ratio',
      expressions: [
        {
          kind: 'ratio',
          numerator: [{ metric: FAILURE }],
          denominator: [{ metric: SUCCESS }, { metric: FAILURE }],
        },
        {
          kind: 'ratio',
          numerator: [{ metric: FAILURE }],
          denominator: [{ metric: FAILURE }],
        },
      ],
    },
    {
      indicator: 'latency',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.99,
          histogram: { metric: REST, matchers: inference },
        },
      ],
    },
    {
      indicator: 'latency-mean',
      expressions: [
        {
          kind: 'mean',
          sum: { metric: `${DURATION}_sum` },
          count: { metric: `${DURATION}_count` },
        },
      ],
    },
    {
      indicator: 'throughput',
      expressions: [
        {
          kind: 'rate',
          counters: [{ metric: SUCCESS }, { metric: FAILURE }],
        },
      ],
    },
  ],
  events: {
    total: {
      kind: 'increase',
      counters: [{ metric: SUCCESS }, { metric: FAILURE }],
    },
    bad: { kind: 'increase', counters: [{ metric: FAILURE }] },
    duration: { metric: REST, matchers: inference },
  },
};
