import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

/**
 * Node.js processes by prom-client's default metrics, or by OpenTelemetry's
 * runtime metrics.
 */
export const nodejsPack: IndicatorPack = {
  id: 'nodejs',
  title: 'Node.js',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'event-loop-lag',
      expressions: [
        'nodejs_eventloop_lag_p99_seconds',
        'nodejs_eventloop_delay_p99_seconds',
      ].map(metric => ({
        kind: 'gauge',
        aggregate: 'maximum',
        gauges: [{ metric }],
      })),
    },
    {
      indicator: 'memory-used',
      expressions: [
        {
          kind: 'gauge',
          aggregate: 'maximum',
          gauges: [{ metric: 'process_resident_memory_bytes' }],
        },
      ],
      note: 'of the largest process',
    },
  ],
};
