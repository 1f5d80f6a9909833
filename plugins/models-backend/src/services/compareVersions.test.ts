import type { ModelVersion } from '@platform-ops/backstage-plugin-models-common';
import { compareVersions } from './compareVersions';
import { metricDirection } from './metricDirection';

function version(
  name: string,
  metrics: ModelVersion['metrics'],
  parameters: Record<string, string> = {},
): ModelVersion {
  return {
    id: `00000000-0000-4000-8000-00000000000${name}`,
    modelId: '00000000-0000-4000-8000-000000000000',
    version: name,
    aliases: [],
    status: 'ready',
    firstSeenAt: '2026-01-01T00:00:00.000Z',
    tags: {},
    datasets: [],
    parameters,
    metrics,
  };
}

const test1 = { name: 'cxr', digest: 'd1', split: 'test' };
const test2 = { name: 'cxr', digest: 'd2', split: 'test' };
const valid1 = { name: 'cxr', digest: 'd1', split: 'validation' };

describe('compareVersions', () => {
  it('compares figures only on the same digest and split', () => {
    const { metrics } = compareVersions([
      version('1', [
        { name: 'auc', value: 0.9, dataset: test1, n: 200 },
        { name: 'auc', value: 0.95, dataset: valid1 },
        { name: 'brier', value: 0.2, dataset: test1 },
        { name: 'rows', value: 5, dataset: test1 },
        { name: 'only', value: 1, dataset: test1 },
        { name: 'unsaid', value: 1 },
      ]),
      version('2', [
        { name: 'auc', value: 0.92, dataset: test1, n: 200 },
        { name: 'brier', value: 0.1, dataset: test2 },
        { name: 'rows', value: 7, dataset: test1 },
        { name: 'unsaid', value: 2 },
      ]),
    ]);
    const byName = new Map(metrics.map(item => [item.name, item]));
    expect(byName.get('auc')).toEqual({
      name: 'auc',
      comparable: true,
      better: 'higher',
      values: [
        { name: 'auc', value: 0.9, dataset: test1, n: 200 },
        { name: 'auc', value: 0.92, dataset: test1, n: 200 },
      ],
      best: [1],
    });
    expect(byName.get('brier')).toMatchObject({
      comparable: false,
      reason:
        'Measured on different data: version 1 on test of cxr (d1), version 2 on test of cxr (d2).',
      best: [],
    });
    expect(byName.get('rows')).toMatchObject({
      comparable: true,
      better: 'unknown',
      best: [],
    });
    expect(byName.get('only')).toMatchObject({
      comparable: false,
      reason: 'Only version 1 has this metric.',
      values: [expect.anything(), null],
    });
    expect(byName.get('unsaid')).toMatchObject({
      comparable: false,
      reason:
        'The registry does not say on which data it was measured for versions 1 and 2.',
    });
  });

  it('names no winner where all are equal and ignores what is not a number', () => {
    const { metrics } = compareVersions([
      version('1', [{ name: 'loss', dataset: test1 }]),
      version('2', [{ name: 'loss', value: 1, dataset: test1 }]),
      version('3', [{ name: 'loss', value: 1, dataset: test1 }]),
    ]);
    expect(metrics[0]).toMatchObject({ comparable: true, best: [] });
  });

  it('puts parameters that differ first', () => {
    const { parameters } = compareVersions([
      version('1', [], { batch: '32', seed: '1' }),
      version('2', [], { batch: '32', seed: '2', extra: 'x' }),
    ]);
    expect(parameters).toEqual([
      { name: 'extra', values: [null, 'x'], differs: true },
      { name: 'seed', values: ['1', '2'], differs: true },
      { name: 'batch', values: ['32', '32'], differs: false },
    ]);
  });

  it.each([
    ['val_auc', 'higher'],
    ['F1Score', 'higher'],
    ['test/accuracy', 'higher'],
    ['auc_loss', 'lower'],
    ['p99_latency_ms', 'lower'],
    ['rmse', 'lower'],
    ['epochs', 'unknown'],
  ])('judges %s to be better when %s', (name, direction) => {
    expect(metricDirection(name)).toBe(direction);
  });
});
