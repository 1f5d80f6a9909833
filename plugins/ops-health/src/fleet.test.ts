import type { FleetGroup } from '@platform-ops/backstage-plugin-ops-health-common';
import { countStates, filterFleet } from './fleet';

const cell = (name: string, state: 'bad' | 'good' | 'idle', tier = 3) => ({
  entityRef: `${
    name.includes('model') ? 'model' : 'component'
  }:default/${name}`,
  title: name,
  state,
  tier,
  stale: false,
});

const groups: FleetGroup[] = [
  {
    system: 'system:default/imaging',
    title: 'Imaging',
    state: 'bad',
    reason: 'one is bad',
    cells: [
      cell('b', 'good', 1),
      cell('a', 'good', 1),
      cell('c', 'bad'),
      cell('x-model', 'good', 4),
    ],
  },
  { title: 'No system', state: 'good', reason: '', cells: [cell('d', 'idle')] },
];
const ALL = { state: [], system: [], kind: [], text: '' };

const names = (found: FleetGroup[]) =>
  found.map(({ cells }) => cells.map(({ title }) => title).join(' '));

describe('filterFleet', () => {
  it('puts the worst first, then the most important', () => {
    expect(names(filterFleet(groups, ALL))).toEqual(['c a b x-model', 'd']);
    expect(countStates(filterFleet(groups, ALL))).toEqual({
      bad: 1,
      good: 3,
      idle: 1,
    });
  });

  it('narrows by state, kind, system and words', () => {
    expect(names(filterFleet(groups, { ...ALL, state: ['idle'] }))).toEqual([
      'd',
    ]);
    expect(names(filterFleet(groups, { ...ALL, kind: ['model'] }))).toEqual([
      'x-model',
    ]);
    expect(names(filterFleet(groups, { ...ALL, text: 'MODEL' }))).toEqual([
      'x-model',
    ]);
    expect(
      names(
        filterFleet(groups, { ...ALL, system: ['system:default/imaging'] }),
      ),
    ).toEqual(['c a b x-model']);
  });
});
