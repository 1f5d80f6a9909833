import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { initDatabase } from '../__testUtils__/initDatabase';
import { readOpsHealthConfig } from '../config';
import { SourceStore } from '../database/SourceStore';
import { JoinIndex } from '../joins/JoinIndex';
import type { SourceJob } from './SourceJob';
import { SourceRunner } from './SourceRunner';
import { SourceTimings } from './SourceTimings';

const SECOND = 1000;
const NOON = Date.parse('2026-11-23T12:00:00Z');

function timingsOf(own: Record<string, number>): SourceTimings {
  const timings = new SourceTimings({
    refreshMs: 30 * SECOND,
    staleAfterMs: 90 * SECOND,
    unknownAfterMs: 300 * SECOND,
  });
  for (const [id, refreshMs] of Object.entries(own)) {
    timings.setRefresh(id, refreshMs);
  }
  return timings;
}

it('gives what a source says the life that its interval asks for', () => {
  const timings = timingsOf({ slow: 300 * SECOND, fast: 10 * SECOND });
  expect(timings.tickMs).toBe(10 * SECOND);
  expect(timings.of('usual').staleAfterMs).toBe(90 * SECOND);
  // What people set for all stays the least.
  expect(timings.of('fast')).toEqual({
    refreshMs: 10 * SECOND,
    staleAfterMs: 90 * SECOND,
    unknownAfterMs: 300 * SECOND,
  });
  expect(
    [899, 900, 3000].map(seconds =>
      timings.ageOf('slow', NOON, NOON + seconds * SECOND),
    ),
  ).toEqual(['fresh', 'stale', 'lapsed']);
});

it('reads the interval of a source, and refuses one that is too short', () => {
  const read = (refresh: object) =>
    readOpsHealthConfig(
      new ConfigReader({
        opsHealth: { sources: { eu: { type: 'prometheus', refresh } } },
      }),
      ['eu'],
    );
  expect(read({ minutes: 5 }).ownRefreshMs).toEqual(
    new Map([['eu', 300 * SECOND]]),
  );
  expect(() => read({ seconds: 1 })).toThrow(
    'opsHealth.sources.eu.refresh: found 1 s; allowed are 5 s to 3600 s',
  );
});

describe('SourceRunner', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'asks each source when it is due, whichever replica did before, %p',
    async databaseId => {
      const sourceStore = new SourceStore(
        await initDatabase(databases, databaseId),
      );
      const asked: string[] = [];
      const job = (id: string): SourceJob => ({
        about: {
          id,
          role: 'metrics',
          type: 'fake',
          title: id,
          takesQueries: false,
        },
        reset: () => {},
        run: async ({ at }) => {
          asked.push(`${id} ${(at.getTime() - NOON) / SECOND}`);
          return {
            succeeded: true,
            status: {
              state: 'connected',
              errors: [],
              warnings: [],
              packs: [],
              joins: { matched: 0, unmatched: 0, ambiguous: 0, entities: 0 },
            },
          };
        },
      });
      const runner = () =>
        new SourceRunner({
          jobs: [job('usual'), job('slow')],
          sourceStore,
          logger: mockServices.logger.mock(),
          timings: timingsOf({ slow: 60 * SECOND }),
        });
      const replicas = [runner(), runner()];
      const run = (seconds: number) =>
        replicas[seconds % 2].run(
          JoinIndex.create([], []),
          new Date(NOON + seconds * SECOND),
          new AbortController().signal,
        );
      // Ticks are not exact.
      for (const seconds of [0, 31, 60, 89, 118]) {
        await run(seconds);
      }
      expect(asked).toEqual([
        'usual 0',
        'slow 0',
        'usual 31',
        'usual 60',
        'slow 60',
        'usual 89',
        'usual 118',
        'slow 118',
      ]);

      asked.length = 0;
      await replicas[0].reset('slow', new Date(NOON + 120 * SECOND));
      await run(121);
      expect(asked).toEqual(['usual 121', 'slow 121']);
    },
  );
});
