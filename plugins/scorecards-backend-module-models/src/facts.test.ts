import type { ModelSummary } from '@platform-ops/backstage-plugin-models-common';
import { toStageHistory } from './facts';
import type { StageEntry } from './readProductionChanges';

it('leaves no change out that nobody approved, however many there are', () => {
  const change = (source: string, actor?: string) =>
    ({ version: '1', to: 'production', source, actor, time: {} } as StageEntry);
  const { value, population } = toStageHistory(
    {
      entityRef: 'model:a/b',
      lastSyncedAt: '2026-11-01T00:00:00Z',
    } as ModelSummary,
    new Date('2026-01-01T00:00:00Z'),
    [
      ...Array.from({ length: 60 }, () => change('ledger', 'user:a/b')),
      change('alias', 'somebody'),
      change('tag'),
    ],
  );
  const changes = value.changes as Array<Pick<StageEntry, 'source'>>;
  expect(changes).toHaveLength(50);
  expect(changes.map(({ source }) => source).slice(0, 3)).toEqual([
    'tag',
    'alias',
    'ledger',
  ]);
  expect(population).toBe(62);
});
