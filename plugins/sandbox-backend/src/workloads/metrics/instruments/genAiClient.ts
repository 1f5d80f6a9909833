import type { Workload } from '../../Workload';
import { histogram, type Instrument } from '../Instrument';
import { failed, latencyOf, latencyOfErrors, ok } from './spreads';

const TOKEN_BOUNDS = Array.from({ length: 14 }, (_, power) => 4 ** power);
const DURATION_BOUNDS = Array.from(
  { length: 14 },
  (_, power) => Math.round(2 ** power) / 100,
);

/**
 * OpenTelemetry's GenAI client metrics of a service that calls a model.
 */
export function genAiClient(workload: Workload): Instrument[] {
  const { calls } = workload;
  if (!calls) {
    return [];
  }
  const labels = {
    gen_ai_operation_name: calls.operation,
    gen_ai_provider_name: 'openai',
    gen_ai_request_model: calls.model,
    gen_ai_response_model: calls.model,
  };
  return [
    histogram({
      name: 'gen_ai_client_token_usage',
      help: 'Number of input and output tokens used.',
      bounds: TOKEN_BOUNDS,
      series: [
        {
          labels: { ...labels, gen_ai_token_type: 'input' },
          perRequest: ok(calls.share),
          spread: () => ({ median: calls.tokens, sigma: 0.6 }),
        },
      ],
    }),
    histogram({
      name: 'gen_ai_client_operation_duration_seconds',
      help: 'GenAI operation duration.',
      bounds: DURATION_BOUNDS,
      series: [
        {
          labels,
          perRequest: ok(calls.share),
          spread: latencyOf(workload, 0.6),
        },
        {
          labels: { ...labels, error_type: '500' },
          perRequest: failed(calls.share),
          spread: latencyOfErrors(workload),
        },
      ],
    }),
  ];
}
