import type { FactSource } from '@platform-ops/backstage-plugin-scorecards-node';
import { checkFact } from './checkFact';

const NOW = new Date('2026-11-23T12:00:00Z');
const HOUR_MS = 3_600_000;
const source: FactSource = {
  id: 'test',
  version: '1',
  title: 'Test',
  kinds: ['Component'],
  factTypes: [
    {
      id: 'test.storage',
      title: 'Storage',
      fields: { encrypted: { type: 'bool', description: 'Whether it is' } },
      validForMs: HOUR_MS,
    },
  ],
};

const check = (observedAt?: Date) =>
  checkFact(
    {
      entityRef: 'component:default/a',
      type: 'test.storage',
      value: { encrypted: true },
      source: 'A system',
      query: 'GET /storage',
      population: 1,
      observedAt,
    },
    source,
    NOW,
  );

it('takes a fact to be as old as what it rests on, and never from the future', () => {
  const before = new Date(NOW.getTime() - HOUR_MS);
  expect(check(before)).toMatchObject({ collectedAt: before, expiresAt: NOW });
  for (const time of [undefined, new Date('2999-01-01T00:00:00Z')]) {
    expect(check(time)).toMatchObject({ collectedAt: NOW });
  }
});

it('refuses a fact of no time at all', () => {
  expect(check(new Date('never'))).toBe(
    'component:default/a: test.storage: observedAt: found no time; expected is when it was so',
  );
});
