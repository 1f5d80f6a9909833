import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

const REQUESTS = 'istio_requests_total';
const DURATION = 'istio_request_duration_milliseconds';
const MILLISECONDS = 0.001;

/** The server's side sees each request once. */
const served = {
  label: 'reporter',
  operator: '=' as const,
  value: 'destination',
};
const failed = [
  served,
  { label: 'response_code', operator: '=~' as const, value: '5..' },
];

/**
 * Istio's standard metrics (istio.io/latest/docs/reference/config/metrics), of
 * sidecars and waypoints.
 */
export const istioPack: IndicatorPack = {
  id: 'istio',
  title: 'Istio',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'error-ratio',
      expressions: [
        {
          kind: 'ratio',
          numerator: [{ metric: REQUESTS, matchers: failed }],
          denominator: [{ metric: REQUESTS, matchers: [served] }],
        },
      ],
    },
    {
      indicator: 'latency',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.99,
          histogram: { metric: DURATION, matchers: [served] },
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
          histogram: { metric: DURATION, matchers: [served] },
          scale: MILLISECONDS,
        },
      ],
    },
    {
      indicator: 'throughput',
      expressions: [
        { kind: 'rate', counters: [{ metric: REQUESTS, matchers: [served] }] },
      ],
    },
  ],
  events: {
    total: {
      kind: 'increase',
      counters: [{ metric: REQUESTS, matchers: [served] }],
    },
    bad: {
      kind: 'increase',
      counters: [{ metric: REQUESTS, matchers: failed }],
    },
    duration: { metric: DURATION, matchers: [served], scale: MILLISECONDS },
  },
};

const UPSTREAM = 'envoy_cluster_upstream_rq_total';
const UPSTREAM_CLASS = 'envoy_cluster_upstream_rq_xx';
const upstreamFailed = [
  {
    label: 'envoy_response_code_class',
    operator: '=' as const,
    value: '5',
  },
];

/**
 * Envoy's cluster statistics, as Envoy Gateway and other implementations of the
 * Gateway API show them.
 */
export const envoyPack: IndicatorPack = {
  id: 'envoy',
  title: 'Envoy and gateways on it',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'error-ratio',
      expressions: [
        {
          kind: 'ratio',
          numerator: [{ metric: UPSTREAM_CLASS, matchers: upstreamFailed }],
          denominator: [{ metric: UPSTREAM }],
        },
      ],
    },
    {
      indicator: 'latency',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.99,
          histogram: { metric: 'envoy_cluster_upstream_rq_time' },
          scale: MILLISECONDS,
        },
      ],
    },
    {
      indicator: 'throughput',
      expressions: [{ kind: 'rate', counters: [{ metric: UPSTREAM }] }],
    },
  ],
  events: {
    total: { kind: 'increase', counters: [{ metric: UPSTREAM }] },
    bad: {
      kind: 'increase',
      counters: [{ metric: UPSTREAM_CLASS, matchers: upstreamFailed }],
    },
    duration: { metric: 'envoy_cluster_upstream_rq_time', scale: MILLISECONDS },
  },
};
