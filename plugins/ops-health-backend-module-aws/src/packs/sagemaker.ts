import type {
  GaugeExpression,
  IndicatorPack,
} from '@platform-ops/backstage-plugin-ops-health-node';

const INVOCATIONS = { metric: 'AWS/SageMaker/Invocations' };
const SERVER_ERRORS = { metric: 'AWS/SageMaker/Invocation5XXErrors' };
const CLIENT_ERRORS = { metric: 'AWS/SageMaker/Invocation4XXErrors' };
const LATENCY = { metric: 'AWS/SageMaker/ModelLatency' };
const MICROSECONDS = 1e-6;
const PERCENT = 0.01;

function utilisation(...names: string[]): GaugeExpression[] {
  return names.map(name => ({
    kind: 'gauge',
    aggregate: 'average',
    gauges: [{ metric: `/aws/sagemaker/Endpoints/${name}` }],
    scale: PERCENT,
  }));
}

/**
 * Endpoints of Amazon SageMaker.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
export const sageMakerPack: IndicatorPack = {
  id: 'sagemaker',
  title: 'Amazon SageMaker',
  naming: 'cloudwatch',
  indicators: [
    {
      indicator: 'error-ratio',
      expressions: [
        {
          kind: 'ratio',
          numerator: [SERVER_ERRORS],
          denominator: [INVOCATIONS],
        },
      ],
    },
    {
      indicator: 'client-error-ratio',
      expressions: [
        {
          kind: 'ratio',
          numerator: [CLIENT_ERRORS],
          denominator: [INVOCATIONS],
        },
      ],
    },
    {
      indicator: 'latency',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.99,
          histogram: LATENCY,
          scale: MICROSECONDS,
        },
      ],
      note: 'of the model, without the overhead of SageMaker; of the slowest variant',
    },
    {
      indicator: 'latency-median',
      expressions: [
        {
          kind: 'quantile',
          quantile: 0.5,
          histogram: LATENCY,
          scale: MICROSECONDS,
        },
      ],
      note: 'of the model, without the overhead of SageMaker; of the slowest variant',
    },
    {
      indicator: 'throughput',
      expressions: [{ kind: 'rate', counters: [INVOCATIONS] }],
    },
    {
      indicator: 'cpu-utilisation',
      expressions: utilisation('CPUUtilizationNormalized', 'CPUUtilization'),
      note: 'added up over cores where SageMaker does not normalise it: four busy cores are 400 %',
    },
    {
      indicator: 'memory-utilisation',
      expressions: utilisation('MemoryUtilization'),
    },
    {
      indicator: 'gpu-utilisation',
      expressions: utilisation('GPUUtilizationNormalized', 'GPUUtilization'),
      note: 'added up over GPUs where SageMaker does not normalise it: four busy GPUs are 400 %',
    },
    {
      indicator: 'gpu-memory',
      expressions: utilisation(
        'GPUMemoryUtilizationNormalized',
        'GPUMemoryUtilization',
      ),
      note: 'added up over GPUs where SageMaker does not normalise it: four full GPUs are 400 %',
    },
  ],
  events: {
    total: { kind: 'increase', counters: [INVOCATIONS] },
    bad: { kind: 'increase', counters: [SERVER_ERRORS] },
  },
};
