import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

/**
 * vLLM's own metrics, v1 engine and the names before it.
 */
export const vllmPack: IndicatorPack = {
  id: 'vllm',
  title: 'vLLM',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'latency',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.99,
          histogram: { metric: 'vllm:e2e_request_latency_seconds' },
        },
      ],
    },
    {
      indicator: 'latency-median',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.5,
          histogram: { metric: 'vllm:e2e_request_latency_seconds' },
        },
      ],
    },
    {
      indicator: 'time-to-first-token',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.95,
          histogram: { metric: 'vllm:time_to_first_token_seconds' },
        },
      ],
    },
    {
      indicator: 'time-per-output-token',
      expressions: [
        'vllm:time_per_output_token_seconds',
        'vllm:inter_token_latency_seconds',
      ].map(metric => ({
        kind: 'quantile',
        quantile: 0.95,
        histogram: { metric },
      })),
    },
    {
      indicator: 'queue-time',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.95,
          histogram: { metric: 'vllm:request_queue_time_seconds' },
        },
      ],
      note: 'p95',
    },
    {
      indicator: 'throughput',
      expressions: [
        { kind: 'rate', counters: [{ metric: 'vllm:request_success_total' }] },
      ],
      note: 'requests that finished',
    },
    {
      indicator: 'token-throughput',
      expressions: [
        {
          kind: 'rate',
          counters: [{ metric: 'vllm:generation_tokens_total' }],
        },
      ],
    },
    {
      indicator: 'input-token-throughput',
      expressions: [
        { kind: 'rate', counters: [{ metric: 'vllm:prompt_tokens_total' }] },
      ],
    },
    {
      indicator: 'queue-length',
      expressions: [
        {
          kind: 'gauge',
          aggregate: 'sum',
          gauges: [{ metric: 'vllm:num_requests_waiting' }],
        },
      ],
    },
    {
      indicator: 'cache-utilisation',
      expressions: [
        'vllm:kv_cache_usage_perc',
        'vllm:gpu_cache_usage_perc',
      ].map(metric => ({
        kind: 'gauge',
        aggregate: 'maximum',
        gauges: [{ metric }],
      })),
    },
    {
      indicator: 'cache-hit-ratio',
      expressions: [
        {
          kind: 'ratio',
          numerator: [{ metric: 'vllm:prefix_cache_hits_total' }],
          denominator: [{ metric: 'vllm:prefix_cache_queries_total' }],
        },
      ],
    },
  ],
  events: {
    total: {
      kind: 'increase',
      counters: [{ metric: 'vllm:request_success_total' }],
    },
    duration: { metric: 'vllm:e2e_request_latency_seconds' },
  },
  withoutErrorRatio:
    'vLLM counts only the requests that finished. Errors can be seen in front of it: scrape its HTTP metrics, a gateway or a mesh.',
};
