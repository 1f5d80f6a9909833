import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

const failed = [{ label: 'status', operator: '=' as const, value: '5xx' }];

/**
 * prometheus-fastapi-instrumentator with its default metrics, as vLLM's API
 * server and many Python services have it.
 */
export const fastApiPack: IndicatorPack = {
  id: 'fastapi',
  title: 'FastAPI instrumentator',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'error-ratio',
      expressions: [
        {
          kind: 'ratio',
          numerator: [{ metric: 'http_requests_total', matchers: failed }],
          denominator: [
            {
              metric: 'http_requests_total',
              matchers: [{ label: 'status', operator: '=~', value: '[1-5]xx' }],
            },
          ],
        },
      ],
    },
    {
      indicator: 'latency',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.99,
          histogram: { metric: 'http_request_duration_highr_seconds' },
        },
      ],
    },
  ],
  events: {
    total: {
      kind: 'increase',
      counters: [
        {
          metric: 'http_requests_total',
          matchers: [{ label: 'status', operator: '=~', value: '[1-5]xx' }],
        },
      ],
    },
    bad: {
      kind: 'increase',
      counters: [{ metric: 'http_requests_total', matchers: failed }],
    },
    duration: { metric: 'http_request_duration_highr_seconds' },
  },
};
