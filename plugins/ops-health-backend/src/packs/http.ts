import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

const SECONDS = 'http_server_request_duration_seconds';
/** The name and unit before the conventions were stable. */
const MILLISECONDS = 'http_server_duration_milliseconds';

const failed = (label: string) => [
  { label, operator: '=~' as const, value: '5..' },
];

/**
 * HTTP servers by the semantic conventions of OpenTelemetry
 * (opentelemetry.io/docs/specs/semconv/http/http-metrics), as Prometheus shows
 * them.
 */
export const httpPack: IndicatorPack = {
  id: 'http',
  title: 'HTTP (OpenTelemetry)',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'error-ratio',
      expressions: [
        {
          kind: 'ratio',
          numerator: [
            {
              metric: `${SECONDS}_count`,
              matchers: failed('http_response_status_code'),
            },
          ],
          denominator: [{ metric: `${SECONDS}_count` }],
        },
        {
          kind: 'ratio',
          numerator: [
            {
              metric: `${MILLISECONDS}_count`,
              matchers: failed('http_status_code'),
            },
          ],
          denominator: [{ metric: `${MILLISECONDS}_count` }],
        },
      ],
    },
    {
      indicator: 'latency',
      expressions: [
        { kind: 'quantile', quantile: 0.99, histogram: { metric: SECONDS } },
        {
          kind: 'quantile',
          quantile: 0.99,
          histogram: { metric: MILLISECONDS },
          scale: 0.001,
        },
      ],
    },
    {
      indicator: 'latency-median',
      expressions: [
        { kind: 'quantile', quantile: 0.5, histogram: { metric: SECONDS } },
        {
          kind: 'quantile',
          quantile: 0.5,
          histogram: { metric: MILLISECONDS },
          scale: 0.001,
        },
      ],
    },
    {
      indicator: 'throughput',
      expressions: [
        { kind: 'rate', counters: [{ metric: `${SECONDS}_count` }] },
        { kind: 'rate', counters: [{ metric: `${MILLISECONDS}_count` }] },
      ],
    },
    {
      indicator: 'client-error-ratio',
      expressions: [
        {
          kind: 'ratio',
          numerator: [
            {
              metric: `${SECONDS}_count`,
              matchers: [
                {
                  label: 'http_response_status_code',
                  operator: '=~',
                  value: '4..',
                },
              ],
            },
          ],
          denominator: [{ metric: `${SECONDS}_count` }],
        },
      ],
    },
  ],
  events: {
    total: { kind: 'increase', counters: [{ metric: `${SECONDS}_count` }] },
    bad: {
      kind: 'increase',
      counters: [
        {
          metric: `${SECONDS}_count`,
          matchers: failed('http_response_status_code'),
        },
      ],
    },
    duration: { metric: SECONDS },
  },
};
