import type {
  GaugeExpression,
  IndicatorPack,
} from '@platform-ops/backstage-plugin-ops-health-node';

/** Each GPU tells its temperature, and none is at 0 °C. */
export const GPU_COUNT: GaugeExpression = {
  kind: 'gauge',
  aggregate: 'count-nonzero',
  gauges: [{ metric: 'DCGM_FI_DEV_GPU_TEMP' }],
};

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
    { indicator: 'gpu-count', expressions: [GPU_COUNT] },
  ],
};
