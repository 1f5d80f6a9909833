import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

const PREDICT = 'request_predict_seconds';

/**
 * KServe's Python model servers. They time the steps of a request and count no
 * failures.
 */
export const kservePack: IndicatorPack = {
  id: 'kserve',
  title: 'KServe Python server',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'latency',
      expressions: [
        { kind: 'quantile', quantile: 0.99, histogram: { metric: PREDICT } },
      ],
      note: 'of the predict step',
    },
    {
      indicator: 'latency-median',
      expressions: [
        { kind: 'quantile', quantile: 0.5, histogram: { metric: PREDICT } },
      ],
      note: 'of the predict step',
    },
    {
      indicator: 'throughput',
      expressions: [
        { kind: 'rate', counters: [{ metric: `${PREDICT}_count` }] },
      ],
    },
  ],
  events: {
    total: { kind: 'increase', counters: [{ metric: `${PREDICT}_count` }] },
    duration: { metric: PREDICT },
  },
  withoutErrorRatio:
    "KServe's Python servers count no failures. Errors can be seen in Knative's queue-proxy, a gateway or a mesh.",
};
