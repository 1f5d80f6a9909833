import type { Conditions } from '../../simulation/Conditions';
import type { Workload } from '../../Workload';
import { counter, gauge, histogram, type Instrument } from '../Instrument';
import { failed, latencyOf, ok } from './spreads';

const LATENCY_BOUNDS = [
  0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480,
  960, 1920, 7680,
];
const FIRST_TOKEN_BOUNDS = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5,
  7.5, 10, 20, 40, 80, 160, 640, 2560,
];
const TOKEN_BOUNDS = [
  0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5,
  10, 20, 40, 80,
];
const HANDLER = '/v1/chat/completions';

/** Of the time that a request takes. */
const PARTS = { queue: 0.01, prefill: 0.05, decode: 0.92, inference: 0.97 };

/** How the requests that succeed come to their end. */
const FINISHED = { stop: 0.93, length: 0.065, abort: 0.005 };

function tokenBounds(contextLength: number): number[] {
  return [1, 10, 100, 1000, 10_000]
    .flatMap(power => [power, 2 * power, 5 * power])
    .filter(bound => bound <= contextLength);
}

/**
 * What vLLM's engine and its HTTP front tell.
 */
export function vllm(workload: Workload): Instrument[] {
  const { tokens, models } = workload;
  if (!tokens) {
    return [];
  }
  const labels = { model_name: models[0].name, engine: '0' };
  const perToken = PARTS.decode / tokens.generation;
  const timing = (
    name: string,
    help: string,
    part: number,
    bounds = LATENCY_BOUNDS,
    observations = 1,
  ) =>
    histogram({
      name,
      help,
      bounds,
      series: [
        {
          labels,
          perRequest: ok(observations),
          spread: latencyOf(workload, part),
        },
      ],
    });
  const sizes = (name: string, help: string, median: number) =>
    histogram({
      name,
      help,
      bounds: tokenBounds(tokens.contextLength),
      series: [
        { labels, perRequest: ok(1), spread: () => ({ median, sigma: 0.6 }) },
      ],
    });
  const total = (
    name: string,
    help: string,
    perRequest: (conditions: Conditions) => number,
  ) => counter({ name, help, series: [{ labels, perRequest }] });
  // Of numbers with this spread the mean is above the median.
  const mean = (median: number) => ok(median * Math.exp(0.18));
  return [
    gauge({
      name: 'vllm:num_requests_running',
      help: 'Number of requests in model execution batches.',
      series: [
        {
          labels,
          value: ({ inFlight, waiting }) => inFlight - waiting,
        },
      ],
    }),
    gauge({
      name: 'vllm:num_requests_waiting',
      help: 'Number of requests waiting to be processed.',
      series: [{ labels, value: ({ waiting }) => waiting }],
    }),
    gauge({
      name: 'vllm:kv_cache_usage_perc',
      help: 'KV-cache usage. 1 means 100 percent usage.',
      series: [
        { labels, value: ({ busy }) => Number((0.9 * busy).toFixed(4)) },
      ],
    }),
    total(
      'vllm:prefix_cache_queries',
      'Prefix cache queries, in terms of number of queried tokens.',
      mean(tokens.prompt),
    ),
    total(
      'vllm:prefix_cache_hits',
      'Prefix cache hits, in terms of number of cached tokens.',
      mean(tokens.prompt * 0.42),
    ),
    total(
      'vllm:num_preemptions',
      'Cumulative number of preemption from the engine.',
      ({ slowness }) => (slowness > 4 ? 0.02 : 0),
    ),
    total(
      'vllm:prompt_tokens',
      'Number of prefill tokens processed.',
      mean(tokens.prompt),
    ),
    total(
      'vllm:generation_tokens',
      'Number of generation tokens processed.',
      mean(tokens.generation),
    ),
    counter({
      name: 'vllm:request_success',
      help: 'Count of successfully processed requests.',
      series: Object.entries(FINISHED).map(([reason, share]) => ({
        labels: { ...labels, finished_reason: reason },
        perRequest: ok(share),
      })),
    }),
    sizes(
      'vllm:request_prompt_tokens',
      'Number of prefill tokens processed.',
      tokens.prompt,
    ),
    sizes(
      'vllm:request_generation_tokens',
      'Number of generation tokens processed.',
      tokens.generation,
    ),
    timing(
      'vllm:time_to_first_token_seconds',
      'Histogram of time to first token in seconds.',
      PARTS.queue + PARTS.prefill,
      FIRST_TOKEN_BOUNDS,
    ),
    timing(
      'vllm:time_per_output_token_seconds',
      'Histogram of time per output token in seconds.',
      perToken,
      TOKEN_BOUNDS,
      tokens.generation,
    ),
    timing(
      'vllm:e2e_request_latency_seconds',
      'Histogram of e2e request latency in seconds.',
      1,
    ),
    timing(
      'vllm:request_queue_time_seconds',
      'Histogram of time spent in WAITING phase for request.',
      PARTS.queue,
    ),
    timing(
      'vllm:request_inference_time_seconds',
      'Histogram of time spent in RUNNING phase for request.',
      PARTS.inference,
    ),
    timing(
      'vllm:request_prefill_time_seconds',
      'Histogram of time spent in PREFILL phase for request.',
      PARTS.prefill,
    ),
    timing(
      'vllm:request_decode_time_seconds',
      'Histogram of time spent in DECODE phase for request.',
      PARTS.decode,
    ),
    counter({
      name: 'http_requests',
      help: 'Total number of requests by method, status and handler.',
      series: [
        {
          labels: { handler: HANDLER, method: 'POST', status: '2xx' },
          perRequest: ok(1),
        },
        {
          labels: { handler: HANDLER, method: 'POST', status: '5xx' },
          perRequest: failed(1),
        },
      ],
    }),
    histogram({
      name: 'http_request_duration_seconds',
      help: 'Latency with only few buckets by handler. Made to be only used if aggregation by handler is important.',
      bounds: [0.1, 0.5, 1],
      series: [
        {
          labels: { handler: HANDLER, method: 'POST' },
          perRequest: () => 1,
          spread: latencyOf(workload),
        },
      ],
    }),
  ];
}
