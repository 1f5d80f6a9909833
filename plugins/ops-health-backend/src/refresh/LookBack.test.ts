import { TestDatabases } from '@backstage/backend-test-utils';
import { FakeSource } from '../__testUtils__/FakeSource';
import { initDatabase } from '../__testUtils__/initDatabase';
import { testEntity } from '../__testUtils__/testEntity';
import { IndicatorProblemStore } from '../database/IndicatorProblemStore';
import { ObservationStore } from '../database/ObservationStore';
import { ResourceStore } from '../database/ResourceStore';
import { defaultJoinRules } from '../joins/defaultJoinRules';
import { JoinIndex } from '../joins/JoinIndex';
import { builtInPacks } from '../packs';
import { MetricJob } from './MetricJob';
import { SourceRefresh } from './SourceRefresh';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2026-11-23T12:00:00Z');
const [NIGHTLY, STOPPED, BUSY] = ['nightly', 'stopped', 'busy'].map(
  name => `component:default/${name}`,
);

/** Runs from 20 hours until 9 hours before noon, and is not there else. */
const runsAtNight = (_: number, to: number) =>
  to > NOON - 20 * HOUR && to <= NOON - 9 * HOUR
    ? { bad: 0, total: 100 }
    : undefined;

describe('LookBack', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'finds what was measured before an entity fell idle, %p',
    async databaseId => {
      const knex = await initDatabase(databases, databaseId);
      const observations = new ObservationStore(knex);
      const resources = new ResourceStore(knex);
      const namespaced = (name: string) =>
        testEntity(`component:default/${name}`, {
          annotations: { 'backstage.io/kubernetes-namespace': 'shop' },
        });
      const index = JoinIndex.create(
        ['nightly', 'stopped', 'busy'].map(namespaced),
        defaultJoinRules,
      );
      const source = new FakeSource('eu');
      source.environment = 'production';
      const labels = (service: string) => ({ namespace: 'shop', service });
      source.series = [
        { labels: labels('nightly'), events: runsAtNight },
        { labels: labels('busy'), throughput: 3 },
      ];
      // What does not run is not listed.
      jest.spyOn(source, 'listLabelSets').mockResolvedValue({
        labelSets: [labels('busy')],
        cost: { queries: 1, samples: 1, bytes: 1, milliseconds: 1 },
        warnings: [],
      });
      await resources.save(
        'cluster',
        ['nightly', 'stopped', 'busy'].map(name => ({
          sourceId: 'cluster',
          environment: 'production',
          entityRefs: [`component:default/${name}`],
          seenAt: new Date(NOON),
          resource: {
            id: name,
            kind: 'Deployment',
            name,
            labels: {},
            readiness: name === 'busy' ? ('ready' as const) : ('idle' as const),
            text: 'it is scaled to zero',
            conditions: [],
          },
        })),
        [],
      );
      const job = new MetricJob({
        refresh: new SourceRefresh({
          source,
          packs: builtInPacks,
          environments: [],
          windowMs: 5 * MINUTE,
          refreshMs: MINUTE,
        }),
        observations,
        resources,
        indicatorProblems: new IndicatorProblemStore(knex),
      });
      const run = (minute: number) =>
        job.run({
          index,
          at: new Date(NOON + minute * MINUTE),
          signal: AbortSignal.timeout(10_000),
        });

      await run(0);
      expect(await observations.read(NIGHTLY)).toEqual([]);
      for (let minute = 1; minute <= 12; minute++) {
        await run(minute);
      }
      expect(await observations.read(NIGHTLY)).toMatchObject([
        {
          indicator: 'throughput',
          environment: 'production',
          labels: labels('nightly'),
          // The last that there is, to a window's length.
          observedAt: expect.any(Number),
        },
      ]);
      const [{ observedAt }] = await observations.read(NIGHTLY);
      expect(NOON - 9 * HOUR - observedAt).toBeLessThan(5 * MINUTE);
      expect(NOON - 9 * HOUR - observedAt).toBeGreaterThanOrEqual(0);
      expect(await observations.read(STOPPED)).toEqual([]);
      expect(await observations.read(BUSY)).toMatchObject([
        { observedAt: NOON + 12 * MINUTE },
      ]);

      // All was tried: for hours it asks for the present alone.
      await run(13);
      const before = source.questions;
      await run(14);
      const usual = source.questions - before;
      await run(15);
      expect(source.questions - before).toBe(2 * usual);
    },
  );
});
