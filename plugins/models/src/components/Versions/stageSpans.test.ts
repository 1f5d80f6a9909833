import type { StageChange } from '@platform-ops/backstage-plugin-models-common';
import { toStageSpans } from './stageSpans';

function change(
  sequence: number,
  version: string,
  to: StageChange['to'],
  time: StageChange['time'],
): StageChange {
  return {
    sequence,
    modelId: 'model',
    versionId: `id-${version}`,
    version,
    to,
    source: 'alias',
    time,
  };
}

describe('toStageSpans', () => {
  it('closes a span with the next change of the same version', () => {
    const spans = toStageSpans([
      change(3, '1', undefined, { exact: '2026-03-01T00:00:00Z' }),
      change(2, '2', 'canary', {
        after: '2026-02-01T00:00:00Z',
        before: '2026-02-01T00:05:00Z',
      }),
      change(1, '1', 'production', { before: '2026-01-01T00:00:00Z' }),
    ]);
    expect(spans).toEqual([
      {
        version: '1',
        stage: 'production',
        from: Date.parse('2026-01-01T00:00:00Z'),
        to: Date.parse('2026-03-01T00:00:00Z'),
      },
      {
        version: '2',
        stage: 'canary',
        from: Date.parse('2026-02-01T00:05:00Z'),
      },
    ]);
  });
});
