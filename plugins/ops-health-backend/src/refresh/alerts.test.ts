import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  AlertSnapshot,
  AlertSource,
  ObservedAlert,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { initDatabase } from '../__testUtils__/initDatabase';
import { testEntity } from '../__testUtils__/testEntity';
import { AlertStore } from '../database/AlertStore';
import { JoinIndex } from '../joins/JoinIndex';
import { alertSignals } from '../state/alertSignals';
import { deriveHealth } from '../state/deriveHealth';
import type { ObservedReading } from '../state/ObservedReading';
import { AlertJob } from './AlertJob';
import { SourceTimings } from './SourceTimings';

jest.setTimeout(60_000);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2026-11-23T12:00:00Z');
const REF = 'component:default/checkout';

const index = JoinIndex.create(
  [testEntity(REF)],
  [{ id: 'service', kinds: ['component'], labels: { service: ['{name}'] } }],
);

function alert(fields: Partial<ObservedAlert> = {}): ObservedAlert {
  return {
    fingerprint: 'f1',
    name: 'CheckoutDown',
    severity: 'page',
    labels: { service: 'checkout' },
    summary: 'It is down',
    startsAt: new Date(NOON),
    ...fields,
  };
}

/** Measured well all the time. */
function reading(now: number): ObservedReading {
  return {
    indicator: 'error-ratio',
    value: 0,
    environment: 'production',
    sourceId: 'prometheus',
    observedAt: now,
    pack: 'http',
    expression: 0,
    rule: 'service',
    labels: { service: 'checkout' },
  };
}

describe('alerts', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    async function start(list: AlertSource['list'] | undefined) {
      const alerts = new AlertStore(await initDatabase(databases, databaseId));
      const timings = new SourceTimings({
        refreshMs: 30 * SECOND,
        staleAfterMs: 90 * SECOND,
        unknownAfterMs: 5 * MINUTE,
      });
      if (!list) {
        timings.setLife('am-eu', HOUR);
      }
      const job = new AlertJob({
        id: 'am-eu',
        source: {
          id: 'am-eu',
          type: 'alertmanager',
          title: 'Alertmanager',
          environment: 'production',
          list,
        },
        environments: [],
        refreshMs: 30 * SECOND,
        alerts,
      });
      /** The state and what it rests on, after a refresh at that time. */
      const refresh = async (at: number) => {
        await job.run({
          index,
          at: new Date(at),
          signal: new AbortController().signal,
        });
        const signals = alertSignals(
          await alerts.listFiring(new Date(at)),
          at,
          timings,
        );
        const { state, reason, stale } = deriveHealth({
          now: at,
          readings: [reading(at)],
          resources: [],
          signals: signals.get(REF) ?? [],
          limits: [],
          servers: [],
          memory: { signals: [], pending: {} },
          timings,
          clearAfterMs: 0,
        });
        return [state, reason, stale];
      };
      return { job, alerts, refresh };
    }

    const snapshot = (
      alerts: ObservedAlert[],
      complete = true,
    ): AlertSnapshot => ({
      alerts,
      complete,
      cost: { queries: 1, samples: 1, bytes: 1, milliseconds: 1 },
      warnings: [],
    });

    it('stay while their source is silent, grow old, and are never good by it', async () => {
      let answer: () => AlertSnapshot = () =>
        // Prometheus lets them end four minutes later unless it renews them.
        snapshot([alert({ endsAt: new Date(NOON + 4 * MINUTE) })]);
      const { refresh } = await start(async () => answer());
      expect(await refresh(NOON)).toEqual([
        'bad',
        'CheckoutDown: It is down',
        false,
      ]);

      answer = () => {
        throw new Error('connection refused');
      };
      expect(await refresh(NOON + MINUTE)).toMatchObject(['bad', {}, false]);
      expect(await refresh(NOON + 2 * MINUTE)).toEqual([
        'bad',
        'CheckoutDown: It is down (as of 12:00 UTC, nothing heard of it from am-eu since)',
        true,
      ]);
      expect((await refresh(NOON + 4.5 * MINUTE))[0]).toBe('bad');
      expect(await refresh(NOON + 5 * MINUTE)).toEqual([
        'unknown',
        'It is not known whether CheckoutDown still fires: nothing heard of it from am-eu since 12:00 UTC',
        false,
      ]);
      expect(await refresh(NOON + 30 * HOUR)).toMatchObject([
        'unknown',
        expect.stringContaining('since 2026-11-23 12:00 UTC'),
        {},
      ]);

      answer = () => snapshot([]);
      expect(await refresh(NOON + 31 * HOUR)).toMatchObject(['good', {}, {}]);
    });

    it('end by an incomplete list only once somebody would have renewed them', async () => {
      let answer = snapshot([
        alert({ endsAt: new Date(NOON + 4 * MINUTE) }),
        alert({ fingerprint: 'f2', severity: 'ticket' }),
      ]);
      const { refresh, alerts } = await start(async () => answer);
      await refresh(NOON);
      answer = snapshot([], false);
      expect((await refresh(NOON + 3 * MINUTE))[0]).toBe('bad');
      await refresh(NOON + 4 * MINUTE);
      expect(
        (await alerts.listFiring(new Date(NOON + 4 * MINUTE))).map(
          stored => stored.alert.fingerprint,
        ),
      ).toEqual(['f2']);
      answer = snapshot([]);
      await refresh(NOON + 5 * MINUTE);
      expect(await alerts.listFiring(new Date(NOON + 5 * MINUTE))).toEqual([]);
    });

    it('that came by a webhook alone count for an hour without news', async () => {
      const { refresh, job } = await start(undefined);
      const receive = (at: number, fields?: Partial<ObservedAlert>) =>
        job.receive([alert(fields)], index, new Date(at));
      await receive(NOON);
      await receive(NOON + 30 * MINUTE);
      expect((await refresh(NOON + 89 * MINUTE))[0]).toBe('bad');
      expect(await refresh(NOON + 90 * MINUTE)).toEqual([
        'unknown',
        'It is not known whether CheckoutDown still fires: nothing heard of it from am-eu since 12:30 UTC',
        false,
      ]);
      // A day later nobody will tell any more.
      expect((await refresh(NOON + 25 * HOUR))[0]).toBe('good');

      await receive(NOON + 26 * HOUR);
      await receive(NOON + 27 * HOUR, { endsAt: new Date(NOON + 27 * HOUR) });
      expect((await refresh(NOON + 27 * HOUR))[0]).toBe('good');
      // An end that the sender tells beforehand counts.
      await receive(NOON + 28 * HOUR, {
        endsAt: new Date(NOON + 28 * HOUR + 10 * MINUTE),
      });
      expect((await refresh(NOON + 28 * HOUR + 9 * MINUTE))[0]).toBe('bad');
      expect((await refresh(NOON + 28 * HOUR + 10 * MINUTE))[0]).toBe('good');
    });
  });
});
