import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

/**
 * NVIDIA's DCGM exporter with its default counters.
 */
export const dcgmPack: IndicatorPack = {
  id: 'dcgm',
  title: 'NVIDIA DCGM',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'gpu-utilisation',
      expressions: [
        {
          kind: 'gauge',
          aggregate: 'average',
          gauges: [{ metric: 'DCGM_FI_DEV_GPU_UTIL' }],
          scale: 0.01,
        },
      ],
    },
    {
      indicator: 'gpu-memory',
      expressions: [
        {
          kind: 'share',
          part: [{ metric: 'DCGM_FI_DEV_FB_USED' }],
          whole: [
            { metric: 'DCGM_FI_DEV_FB_USED' },
            { metric: 'DCGM_FI_DEV_FB_FREE' },
            { metric: 'DCGM_FI_DEV_FB_RESERVED' },
          ],
        },
      ],
    },
    {
      indicator: 'gpu-temperature',
      expressions: [
        {
          kind: 'gauge',
          aggregate: 'maximum',
          gauges: [{ metric: 'DCGM_FI_DEV_GPU_TEMP' }],
        },
      ],
    },
    {
      indicator: 'gpu-errors',
      expressions: [
        {
          kind: 'gauge',
          aggregate: 'count-nonzero',
          gauges: [{ metric: 'DCGM_FI_DEV_XID_ERRORS' }],
        },
      ],
    },
  ],
};
