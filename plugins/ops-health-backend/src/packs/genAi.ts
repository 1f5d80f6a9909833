import type {
  IndicatorPack,
  PackIndicator,
} from '@platform-ops/backstage-plugin-ops-health-node';

const CLIENT = 'gen_ai_client_operation_duration_seconds';
const SERVER = 'gen_ai_server_request_duration_seconds';
const TOKENS = 'gen_ai_client_token_usage';

const failed = [{ label: 'error_type', operator: '!=' as const, value: '' }];

function tokens(
  indicator: 'token-throughput' | 'input-token-throughput',
  type: 'input' | 'output',
): PackIndicator {
  return {
    indicator,
    expressions: [
      {
        kind: 'rate',
        counters: [
          {
            metric: `${TOKENS}_sum`,
            matchers: [
              { label: 'gen_ai_token_type', operator: '=', value: type },
            ],
          },
        ],
      },
    ],
  };
}

/**
 * Calls to and servers of generative models by the semantic conventions of
 * OpenTelemetry for GenAI (status: development).
 */
export const genAiPack: IndicatorPack = {
  id: 'gen-ai',
  title: 'GenAI (OpenTelemetry)',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'error-ratio',
      expressions: [SERVER, CLIENT].map(metric => ({
        kind: 'ratio',
        numerator: [{ metric: `${metric}_count`, matchers: failed }],
        denominator: [{ metric: `${metric}_count` }],
      })),
    },
    {
      indicator: 'latency',
      expressions: [SERVER, CLIENT].map(metric => ({
        kind: 'quantile',
        quantile: 0.99,
        histogram: { metric },
      })),
    },
    {
      indicator: 'time-to-first-token',
      expressions: [
        'gen_ai_server_time_to_first_token_seconds',
        'gen_ai_client_operation_time_to_first_chunk_seconds',
      ].map(metric => ({
        kind: 'quantile',
        quantile: 0.95,
        histogram: { metric },
      })),
    },
    {
      indicator: 'time-per-output-token',
      expressions: [
        'gen_ai_server_time_per_output_token_seconds',
        'gen_ai_client_operation_time_per_output_chunk_seconds',
      ].map(metric => ({
        kind: 'quantile',
        quantile: 0.95,
        histogram: { metric },
      })),
    },
    {
      indicator: 'throughput',
      expressions: [SERVER, CLIENT].map(metric => ({
        kind: 'rate',
        counters: [{ metric: `${metric}_count` }],
      })),
    },
    tokens('token-throughput', 'output'),
    tokens('input-token-throughput', 'input'),
  ],
  events: {
    total: { kind: 'increase', counters: [{ metric: `${CLIENT}_count` }] },
    bad: {
      kind: 'increase',
      counters: [{ metric: `${CLIENT}_count`, matchers: failed }],
    },
    duration: { metric: CLIENT },
  },
};
