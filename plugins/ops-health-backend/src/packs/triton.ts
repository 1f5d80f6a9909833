import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

const SUCCESS = 'nv_inference_request_success';
const FAILURE = 'nv_inference_request_failure';
const MICROSECONDS = 1e-6;

/**
 * NVIDIA Triton. It adds up durations and has no histograms of them, so that
 * only the mean is known.
 */
export const tritonPack: IndicatorPack = {
  id: 'triton',
  title: 'NVIDIA Triton',
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
      ],
    },
    {
      indicator: 'latency-mean',
      expressions: [
        {
          kind: 'mean',
          sum: { metric: 'nv_inference_request_duration_us' },
          count: { metric: SUCCESS },
          scale: MICROSECONDS,
        },
      ],
    },
    {
      indicator: 'queue-time',
      expressions: [
        {
          kind: 'mean',
          sum: { metric: 'nv_inference_queue_duration_us' },
          count: { metric: SUCCESS },
          scale: MICROSECONDS,
        },
      ],
      note: 'mean',
    },
    {
      indicator: 'throughput',
      expressions: [
        { kind: 'rate', counters: [{ metric: SUCCESS }, { metric: FAILURE }] },
      ],
    },
    {
      indicator: 'queue-length',
      expressions: [
        {
          kind: 'gauge',
          aggregate: 'sum',
          gauges: [{ metric: 'nv_inference_pending_request_count' }],
        },
      ],
    },
    {
      indicator: 'gpu-utilisation',
      expressions: [
        {
          kind: 'gauge',
          aggregate: 'average',
          gauges: [{ metric: 'nv_gpu_utilization' }],
        },
      ],
    },
    {
      indicator: 'gpu-memory',
      expressions: [
        {
          kind: 'share',
          part: [{ metric: 'nv_gpu_memory_used_bytes' }],
          whole: [{ metric: 'nv_gpu_memory_total_bytes' }],
        },
      ],
    },
    {
      indicator: 'gpu-count',
      expressions: [
        {
          kind: 'gauge',
          aggregate: 'count-nonzero',
          gauges: [{ metric: 'nv_gpu_memory_total_bytes' }],
        },
      ],
    },
    {
      indicator: 'cache-hit-ratio',
      expressions: [
        {
          kind: 'ratio',
          numerator: [{ metric: 'nv_cache_num_hits_per_model' }],
          denominator: [
            { metric: 'nv_cache_num_misses_per_model' },
            { metric: 'nv_cache_num_hits_per_model' },
          ],
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
  },
};
