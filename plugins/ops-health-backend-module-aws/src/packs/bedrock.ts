import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

const SUCCEEDED = { metric: 'AWS/Bedrock/Invocations' };
const SERVER_ERRORS = { metric: 'AWS/Bedrock/InvocationServerErrors' };
const CLIENT_ERRORS = { metric: 'AWS/Bedrock/InvocationClientErrors' };
const LATENCY = { metric: 'AWS/Bedrock/InvocationLatency' };
const MILLISECONDS = 1e-3;
/** `Invocations` are those that succeeded. */
const ALL = [SUCCEEDED, SERVER_ERRORS, CLIENT_ERRORS];

/**
 * Models of Amazon Bedrock.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring-runtime-metrics.html
 */
export const bedrockPack: IndicatorPack = {
  id: 'bedrock',
  title: 'Amazon Bedrock',
  naming: 'cloudwatch',
  indicators: [
    {
      indicator: 'error-ratio',
      // While all fail there are errors and no invocations.
      expressions: [ALL, [SERVER_ERRORS, CLIENT_ERRORS, SUCCEEDED]].map(
        denominator => ({
          kind: 'ratio',
          numerator: [SERVER_ERRORS],
          denominator,
        }),
      ),
      note: 'throttled requests count as neither',
    },
    {
      indicator: 'client-error-ratio',
      expressions: [ALL, [CLIENT_ERRORS, SERVER_ERRORS, SUCCEEDED]].map(
        denominator => ({
          kind: 'ratio',
          numerator: [CLIENT_ERRORS],
          denominator,
        }),
      ),
      note: 'throttled requests count as neither',
    },
    {
      indicator: 'latency',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.99,
          histogram: LATENCY,
          scale: MILLISECONDS,
        },
      ],
      note: 'until the last token',
    },
    {
      indicator: 'latency-median',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.5,
          histogram: LATENCY,
          scale: MILLISECONDS,
        },
      ],
      note: 'until the last token',
    },
    {
      indicator: 'time-to-first-token',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.95,
          histogram: { metric: 'AWS/Bedrock/TimeToFirstToken' },
          scale: MILLISECONDS,
        },
      ],
      note: 'of answers that are streamed',
    },
    {
      indicator: 'throughput',
      expressions: [{ kind: 'rate', counters: ALL }],
    },
    {
      indicator: 'token-throughput',
      expressions: [
        {
          kind: 'rate',
          counters: [{ metric: 'AWS/Bedrock/OutputTokenCount' }],
        },
      ],
    },
  ],
  events: {
    total: { kind: 'increase', counters: ALL },
    bad: { kind: 'increase', counters: [SERVER_ERRORS] },
  },
};
