import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { parseOpenSlo } from '@platform-ops/slo';
import { FakeSource } from '../__testUtils__/FakeSource';
import { initDatabase } from '../__testUtils__/initDatabase';
import { testEntity } from '../__testUtils__/testEntity';
import { readOpsHealthConfig } from '../config';
import { SloStore } from '../database/SloStore';
import { JoinIndex } from '../joins/JoinIndex';
import { builtInPacks } from '../packs';
import { SourceRefresh } from '../refresh/SourceRefresh';
import { SourceTimings } from '../refresh/SourceTimings';
import type { ObservedReading } from '../state/ObservedReading';
import { entitySlo } from './EntitySlo';
import { SloEvaluator } from './SloEvaluator';

jest.setTimeout(60_000);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2026-11-23T12:00:00Z');
const REF = 'component:default/checkout';

const yaml = `
apiVersion: openslo/v1
kind: SLO
metadata:
  name: availability
  displayName: Availability
spec:
  service: checkout
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 30d, isRolling: true }]
  objectives: [{ target: 0.999 }]
  indicator:
    metadata: { name: errors }
    spec:
      ratioMetric:
        counter: true
        rawType: failure
        raw:
          metricSource: { type: Indicator, spec: { indicator: error-ratio } }
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: speed
  displayName: Speed
spec:
  service: checkout
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 30d, isRolling: true }]
  objectives: [{ target: 0.99 }]
  indicator:
    metadata: { name: fast }
    spec:
      ratioMetric:
        counter: true
        rawType: success
        raw:
          metricSource: { type: Indicator, spec: { indicator: latency, threshold: 300ms } }
`;

/** Requests at a steady rate, some of which fail from one time to another. */
function traffic(options: {
  perSecond: number;
  born?: number;
  outage?: { from: number; to: number; ratio: number };
}) {
  const { perSecond, born = 0, outage } = options;
  return (from: number, to: number) => {
    const seconds = Math.max(0, to - Math.max(from, born)) / SECOND;
    const broken = outage
      ? Math.max(0, Math.min(to, outage.to) - Math.max(from, outage.from)) /
        SECOND
      : 0;
    return seconds === 0
      ? undefined
      : {
          total: seconds * perSecond,
          bad: broken * perSecond * (outage?.ratio ?? 0),
        };
  };
}

function reading(indicator: 'error-ratio' | 'latency'): ObservedReading {
  return {
    indicator,
    value: 0,
    environment: 'production',
    sourceId: 'eu',
    observedAt: NOON,
    pack: 'http',
    expression: 0,
    rule: 'service',
    labels: { service: 'checkout' },
  };
}

describe('SloEvaluator', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    async function start(
      events: ReturnType<typeof traffic>,
      options: { text?: string; evaluator?: 'portal' | 'prometheus' } = {},
    ) {
      const knex = await initDatabase(databases, databaseId);
      const slos = new SloStore(knex);
      const { slos: definitions, problems } = parseOpenSlo(
        options.text ?? yaml.split('---')[0],
      );
      expect(problems).toEqual([]);
      await slos.replace(
        'annotation',
        REF,
        definitions.map(item => entitySlo(REF, 'annotation', item)),
      );
      const source = new FakeSource('eu');
      source.environment = 'production';
      source.series = [{ labels: { service: 'checkout' }, events }];
      const config = readOpsHealthConfig(new ConfigReader({}), []);
      const pages: string[] = [];
      const createEvaluator = () =>
        new SloEvaluator({
          config,
          timings: new SourceTimings(config),
          logger: mockServices.logger.mock(),
          packs: builtInPacks,
          sources: new Map([
            [
              'eu',
              new SourceRefresh({
                source,
                packs: builtInPacks,
                environments: [],
                windowMs: 5 * MINUTE,
                refreshMs: 30 * SECOND,
              }),
            ],
          ]),
          slos,
          notifier: {
            page: async (slo: { id: string }) => void pages.push(slo.id),
          } as any,
        });
      const index = JoinIndex.create(
        [testEntity(REF)],
        [
          {
            id: 'service',
            kinds: ['component'],
            labels: { service: ['{name}'] },
          },
        ],
      );
      const startReplica = () => {
        const evaluator = createEvaluator();
        return async (now: number) =>
          (
            await evaluator.evaluate({
              readings: new Map([
                [REF, [reading('error-ratio'), reading('latency')]],
              ]),
              index,
              now: new Date(now),
              signal: new AbortController().signal,
            })
          ).get(REF);
      };
      return { slos, source, startReplica, run: startReplica(), pages };
    }

    it('fires soon after an outage begins, once, and ends soon after it', async () => {
      const outage = { from: NOON, to: NOON + 20 * MINUTE, ratio: 0.3 };
      const { run, slos, pages } = await start(
        traffic({ perSecond: 10, outage }),
      );
      const firing: number[] = [];
      for (let now = NOON - 5 * MINUTE; now < NOON + HOUR; now += 30 * SECOND) {
        const [signal] = (await run(now)) ?? [];
        if (signal?.state === 'bad') {
          firing.push(now);
        }
      }
      // 30 % use up 2 % of the budget within 2.88 minutes.
      expect(firing[0] - NOON).toBe(3 * MINUTE);
      // The pair of 6 hours holds until its short window is clean.
      expect(firing[firing.length - 1] - outage.to).toBeLessThan(30 * MINUTE);
      expect(firing).toHaveLength(
        (firing[firing.length - 1] - firing[0]) / (30 * SECOND) + 1,
      );
      expect(pages).toHaveLength(1);
      const [slo] = await slos.list();
      expect(slo.status).toMatchObject({
        source: 'eu',
        budget: { summary: expect.stringContaining('of the error budget') },
      });
      // 20 minutes at 30 % of 43.2 minutes in 30 days.
      expect(slo.status!.budget!.coverage).toBeGreaterThan(0.9);
      expect(slo.status!.budget!.remaining).toBeCloseTo(1 - 6 / 43.2, 1);
    });

    it('counts the past by the hour, and each hour once it is over', async () => {
      const { run, slos } = await start(traffic({ perSecond: 1 }));
      for (let i = 0; i < 125; i++) {
        await run(NOON + 10 * MINUTE + i * 30 * SECOND);
      }
      const [slo] = await slos.list();
      const hours = await slos.readHours(slo.id, new Date(0));
      expect(hours).toHaveLength(720);
      expect(hours[hours.length - 1]).toMatchObject({
        hour: new Date(NOON),
        good: 3600,
        total: 3600,
        coverage: 1,
      });
      expect(slo.hoursUntil).toEqual(new Date(NOON + HOUR));
    });

    it('goes by the hours that another replica counted', async () => {
      const { startReplica, slos } = await start(traffic({ perSecond: 1 }));
      const [one, other] = [startReplica(), startReplica()];
      await one(NOON);
      for (let count = 0; count < 125; count++) {
        await other(NOON + count * SECOND);
      }
      await one(NOON + 10 * MINUTE);
      const [{ status }] = await slos.list();
      expect(status!.budget!.coverage).toBeGreaterThan(0.9);
    });

    it('does not page for a service of which only minutes are known, but does for its outage', async () => {
      const born = NOON - 20 * MINUTE;
      const few = await start(
        traffic({
          perSecond: 10,
          born,
          outage: { from: NOON - 20 * MINUTE, to: NOON, ratio: 0.02 },
        }),
      );
      // 2 % in 20 of 60 minutes are 0.67 % of the hour: under 1.44 %.
      expect(await few.run(NOON)).toBeUndefined();
      const all = await start(
        traffic({
          perSecond: 10,
          born,
          outage: { from: NOON - 20 * MINUTE, to: NOON, ratio: 1 },
        }),
      );
      expect(await all.run(NOON)).toMatchObject([{ state: 'bad' }]);
    });

    it('keeps its decision while a source is silent, then knows nothing', async () => {
      const { run, source, slos } = await start(
        traffic({
          perSecond: 10,
          outage: { from: NOON - HOUR, to: NOON + HOUR, ratio: 0.5 },
        }),
      );
      expect(await run(NOON)).toMatchObject([{ state: 'bad' }]);
      source.failure = new Error('connection refused');
      expect(await run(NOON + 4 * MINUTE)).toMatchObject([{ state: 'bad' }]);
      for (const minutes of [6, 30]) {
        expect(await run(NOON + minutes * MINUTE)).toMatchObject([
          {
            state: 'unknown',
            text: 'It is not known whether the error budget of Availability (requests that do not fail) still burns: its events could not be counted: connection refused',
          },
        ]);
      }
      expect((await slos.list())[0].status).toMatchObject({
        state: 'unknown',
        reason: 'Its events could not be counted: connection refused',
      });
      source.failure = undefined;
      expect(await run(NOON + 59 * MINUTE)).toMatchObject([{ state: 'bad' }]);
      expect(await run(NOON + 30 * HOUR)).toBeUndefined();
    });

    it('says why an objective cannot be judged', async () => {
      const { run, slos } = await start(traffic({ perSecond: 10 }), {
        text: yaml,
      });
      await run(NOON);
      const speed = (await slos.list()).find(
        ({ definition }) => definition.name === 'speed',
      );
      expect(speed?.status).toMatchObject({
        state: 'unknown',
        reason:
          'Its threshold is 0.3, where no bucket of http_server_request_duration_seconds_bucket ends; use one of 0.1, 0.25, 0.5, 1',
      });
      const fixed = await start(
        traffic({
          perSecond: 10,
          outage: { from: NOON - HOUR, to: NOON, ratio: 0.5 },
        }),
        { text: yaml.replace('300ms', '500ms') },
      );
      await fixed.run(NOON);
      expect(
        (await fixed.slos.list()).map(({ status }) => status?.state),
      ).toEqual(['firing', 'firing']);
    });
  });
});
