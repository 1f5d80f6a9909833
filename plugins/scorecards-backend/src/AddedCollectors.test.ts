import type { FactSource } from '@platform-ops/backstage-plugin-scorecards-node';
import { FakeCollector } from './__testUtils__/FakeCollector';
import { AddedCollectors } from './AddedCollectors';

const source: FactSource = {
  id: 'ci',
  version: '1',
  title: 'Pipelines',
  kinds: ['Component'],
  factTypes: [{ id: 'ci.tests', title: 'Tests', validForMs: 1, fields: {} }],
};

it('knows what is asked and what is pushed, each by an id of its own', () => {
  const added = new AddedCollectors();
  added.addFactCollector(new FakeCollector());
  added.addFactSource(source);
  expect(added.sources.map(({ id }) => id)).toEqual(['test', 'ci']);
  expect(added.factTypes.map(({ id }) => id)).toContain('ci.tests');
  expect(() => added.addFactSource(source)).toThrow(/two collectors.*'ci'/);
  expect(() => added.addFactSource({ ...source, id: 'test' })).toThrow(
    /two collectors.*'test'/,
  );
  expect(() => added.addFactSource({ ...source, id: 'other' })).toThrow(
    /'other' has the fact type 'ci.tests'; expected is 'other.<name>'/,
  );
});
