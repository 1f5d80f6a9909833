import { ConfigReader } from '@backstage/config';
import type { IndicatorId } from '@platform-ops/backstage-plugin-ops-health-common';
import { testEntity } from '../__testUtils__/testEntity';
import type { ObservedReading } from '../state/ObservedReading';
import { costReadings } from './costReadings';
import type { GpuCount } from './Gpus';
import { modelNames } from './modelNames';
import { readPrices } from './readPrices';

const prices = readPrices(
  new ConfigReader({
    prices: {
      currency: 'EUR',
      gpuHours: [
        { product: 'NVIDIA-A100-SXM4-80GB', price: 3 },
        { product: 'NVIDIA L4', price: 0.9 },
      ],
      tokens: [{ model: 'Phi-4', input: 0.001, output: 0.004 }],
      predictions: [{ entity: 'component:default/assistant', price: 0.5 }],
    },
  }),
)!;

const assistant = testEntity('component:default/assistant', { type: 'llm' });
const other = testEntity('component:default/other');
const models = modelNames([
  assistant,
  testEntity('model:default/phi-4-1a2b3c4d', {
    title: 'Phi-4',
    servedBy: [assistant.ref],
  }),
]);

type Values = Partial<Record<IndicatorId, number>>;

function readings(values: Values): ObservedReading[] {
  return Object.entries(values).map(([indicator, value], position) => ({
    indicator: indicator as IndicatorId,
    environment: 'production',
    value,
    sourceId: 'eu',
    observedAt: 1000 + position,
    pack: 'vllm',
    expression: 0,
    rule: 'service',
    labels: {},
  }));
}

function costs(
  values: Values,
  options: { counts?: GpuCount[]; entity?: typeof assistant } = {},
) {
  const { counts = [], entity = assistant } = options;
  return costReadings({
    entity,
    models: models.get(entity.ref) ?? new Set(),
    readings: readings(values),
    gpus: [{ environment: 'production', counts }],
    prices,
  });
}

const A100 = { product: 'NVIDIA A100-SXM4-80GB', count: 2 };
const L4 = { product: 'NVIDIA L4', count: 1 };

describe('costReadings', () => {
  it.each<[string, Values, GpuCount[], Array<[string, number, string]>]>([
    [
      'GPUs by the tokens that they read and generate',
      {
        'gpu-count': 2,
        'token-throughput': 400,
        'input-token-throughput': 600,
        throughput: 4,
      },
      [A100],
      // 6 EUR an hour for 3,600,000 tokens.
      [
        ['token-cost', 0.001667, '2 × NVIDIA A100-SXM4-80GB at €3.00 an hour'],
        ['prediction-cost', 0.5, 'list price'],
      ],
    ],
    [
      'GPUs of several products, where only generated tokens are measured',
      { 'gpu-count': 3, 'token-throughput': 100 },
      [A100, L4],
      [
        [
          'token-cost',
          0.019167,
          '2 × NVIDIA A100-SXM4-80GB at €3.00 an hour, 1 × NVIDIA L4 at €0.90 an hour; tokens that are read are not measured',
        ],
      ],
    ],
    [
      'GPUs by predictions, where there are no tokens',
      { 'gpu-count': 1, throughput: 10 },
      [L4],
      [['prediction-cost', 0.025, '1 × NVIDIA L4 at €0.90 an hour']],
    ],
    [
      'list prices by the mix of tokens',
      { 'token-throughput': 100, 'input-token-throughput': 300 },
      [],
      [
        [
          'token-cost',
          0.00175,
          'list price of €0.001 (read) and €0.004 (generated) for 1,000',
        ],
      ],
    ],
    [
      'list prices, where the GPUs have none',
      { 'gpu-count': 1, 'token-throughput': 100 },
      [{ product: 'NVIDIA H100', count: 1 }],
      [
        [
          'token-cost',
          0.004,
          'list price of €0.001 (read) and €0.004 (generated) for 1,000; tokens that are read are not measured',
        ],
      ],
    ],
    [
      'nothing, where nothing is made',
      { 'gpu-count': 2, 'token-throughput': 0, throughput: 0 },
      [A100],
      [],
    ],
  ])('takes %s', (_, values, counts, expected) => {
    expect(
      costs(values, { counts }).map(({ indicator, value, note }) => [
        indicator,
        Number(value.toFixed(6)),
        note,
      ]),
    ).toEqual(expected);
  });

  it('tells no cost of what has no price, and is as old as its oldest part', () => {
    const values: Values = { 'token-throughput': 100, throughput: 1 };
    expect(costs(values, { entity: other })).toEqual([]);
    expect(
      costs({ 'gpu-count': 1, 'token-throughput': 1 }, { counts: [L4] }),
    ).toMatchObject([
      { observedAt: 1000, environment: 'production', sourceId: 'prices' },
    ]);
  });
});
