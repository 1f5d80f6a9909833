import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { MetricExpression } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  createTestSource,
  migrate,
  type TestSource,
} from '../__testUtils__/createTestSource';
import { DAY, HOUR, MINUTE, SECOND } from '../time';
import { Housekeeping } from './Housekeeping';
import { sealSamples } from './sealSamples';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const signal = new AbortController().signal;
const RATE: MetricExpression = {
  kind: 'rate',
  counters: [{ metric: 'requests_total' }],
};
const start = Date.UTC(2026, 0, 5, 8);

describe.each(databases.eachSupportedId())('samples on %s', databaseId => {
  let knex: Knex;
  let test: TestSource;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await migrate(async () => knex);
    test = createTestSource({ knex, now: start });
  });

  /** Ten requests a second, scraped every 15 seconds or as told. */
  const scrape = async (
    source: TestSource,
    from: number,
    to: number,
    step = 15 * SECOND,
  ) => {
    for (let time = from; time < to; time += step) {
      source.targets.tell(
        'http://target/metrics',
        `requests_total{service="a"} ${1e6 + (time - start) / 100}\n`,
      );
      await source.scrapeAt(time);
    }
    await source.store.flush();
  };
  const range = async (source: TestSource, from: number, to: number) => {
    const { points } = await source.source.evaluateRange({
      expression: RATE,
      labels: { service: 'a' },
      environments: { rules: [] },
      environment: undefined,
      windowMs: 5 * MINUTE,
      from: new Date(from),
      to: new Date(to),
      stepMs: MINUTE,
    });
    return points.map(([time, value]) => [
      time,
      Math.round(value * 1000) / 1000,
    ]);
  };
  const everyMinute = (from: number, to: number) =>
    Array.from({ length: (to - from) / MINUTE }, (_, index) => [
      from + index * MINUTE,
      10,
    ]);
  const seal = (source: TestSource) =>
    sealSamples({ store: source.store, database: source.database, signal });
  const count = async (table: string) => {
    const [row] = await knex(`ops_health_direct_${table}`).count({ n: '*' });
    return Number(row.n);
  };
  const restart = (now: number, targets = test.targets) =>
    createTestSource({ knex, now, targets });

  it('are there after a restart, and go on', async () => {
    await scrape(test, start, start + 10 * MINUTE);
    const again = restart(start + 10 * MINUTE);
    expect(await range(again, start + 5 * MINUTE, start + 10 * MINUTE)).toEqual(
      everyMinute(start + 5 * MINUTE, start + 10 * MINUTE),
    );
    await scrape(again, start + 10 * MINUTE, start + 15 * MINUTE);
    expect(await range(again, start + 5 * MINUTE, start + 15 * MINUTE)).toEqual(
      everyMinute(start + 5 * MINUTE, start + 15 * MINUTE),
    );
    expect(await count('series')).toBe(3);
  });

  it('are seen by a replica that does not scrape', async () => {
    const other = restart(start);
    expect(await other.source.measureLag()).toBeUndefined();
    await scrape(test, start, start + 10 * MINUTE);
    other.now = start + 10 * MINUTE;
    expect(await other.source.measureLag()).toBe(15 * SECOND);
    expect(await other.source.listMetricNames()).toEqual(
      new Set(['requests_total', 'up', 'scrape_duration_seconds']),
    );
    expect(await range(other, start + 5 * MINUTE, start + 10 * MINUTE)).toEqual(
      everyMinute(start + 5 * MINUTE, start + 10 * MINUTE),
    );
  });

  it('go into chunks after two hours, which no reader notices', async () => {
    const end = start + 2 * HOUR + 16 * MINUTE;
    const reader = restart(start);
    await scrape(test, start, end, 30 * SECOND);
    const expected = everyMinute(start + 5 * MINUTE, end);
    reader.now = end;
    expect(await range(reader, start + 5 * MINUTE, end)).toEqual(expected);
    expect(await count('chunks')).toBe(0);

    // Broken off once: the chunks are written, the journal is still there.
    const stop = jest
      .spyOn(test.store, 'seal')
      .mockRejectedValueOnce(new Error('killed'));
    await expect(seal(test)).rejects.toThrow('killed');
    stop.mockRestore();
    expect(await count('chunks')).toBe(3);
    expect(await range(test, start + 5 * MINUTE, end)).toEqual(expected);
    expect(await range(restart(end), start + 5 * MINUTE, end)).toEqual(
      expected,
    );

    await seal(test);
    expect(await count('chunks')).toBe(3);
    const sizes = [...test.store.table].map(({ head }) => head.length);
    expect(sizes).toEqual([32, 32, 32]);
    expect(await range(test, start + 5 * MINUTE, end)).toEqual(expected);
    expect(await range(reader, start + 5 * MINUTE, end)).toEqual(expected);
    reader.now += 6 * SECOND;
    expect(await range(reader, start + 5 * MINUTE, end)).toEqual(expected);
    expect(await range(restart(end), start + 5 * MINUTE, end)).toEqual(
      expected,
    );

    await scrape(test, end, end + 5 * MINUTE, 30 * SECOND);
    expect(await range(test, start + 5 * MINUTE, end + 5 * MINUTE)).toEqual(
      everyMinute(start + 5 * MINUTE, end + 5 * MINUTE),
    );
  });

  it('are thinned out after two days, and deleted in the end', async () => {
    const end = start + 4 * HOUR;
    await scrape(test, start, end, MINUTE);
    const keep = (
      now: number,
      sources = [{ id: 'local', retentionMs: 15 * DAY }],
    ) =>
      new Housekeeping({
        database: test.database,
        sources,
        clock: () => now,
      }).run(signal);
    test.now = start + 3 * DAY;
    await seal(test);
    expect(await count('chunks')).toBe(6);
    expect(await count('journal')).toBe(0);
    const [before] = await knex('ops_health_direct_chunks')
      .where({ resolution: 0 })
      .orderBy('series_id');

    await keep(start + 2 * DAY + 3 * HOUR);
    expect(await count('chunks')).toBe(6);
    await keep(start + 3 * DAY);
    const chunks = await knex('ops_health_direct_chunks').orderBy('series_id');
    expect(chunks.map(chunk => chunk.resolution)).toEqual([1, 1, 1]);
    expect(chunks[0].payload.length).toBeLessThan(before.payload.length * 2);
    const from = start + 15 * MINUTE;
    expect(await range(test, from, end)).toEqual(everyMinute(from, end));

    await keep(start + 17 * DAY);
    expect(await count('chunks')).toBe(0);
  });

  it('of sources that are not configured any more are deleted', async () => {
    await scrape(test, start, start + MINUTE);
    await test.database.targets.add('local', {
      keyHash: 'x',
      firstSeenAt: start,
      history: 'none',
      historyAttempts: 0,
    });
    const housekeeping = new Housekeeping({
      database: test.database,
      sources: [{ id: 'other', retentionMs: DAY }],
      clock: () => start,
    });
    await housekeeping.run(signal);
    for (const table of ['sources', 'series', 'journal', 'chunks', 'targets']) {
      expect([table, await count(table)]).toEqual([table, 0]);
    }
  });

  it('wait for a database that is away', async () => {
    await scrape(test, start, start + MINUTE);
    const away = jest
      .spyOn(test.database.journal, 'append')
      .mockRejectedValueOnce(new Error('away'));
    await expect(
      scrape(test, start + MINUTE, start + 2 * MINUTE),
    ).rejects.toThrow('away');
    away.mockRestore();
    await scrape(test, start + 2 * MINUTE, start + 10 * MINUTE);
    const again = restart(start + 10 * MINUTE);
    expect(await range(again, start + 5 * MINUTE, start + 10 * MINUTE)).toEqual(
      everyMinute(start + 5 * MINUTE, start + 10 * MINUTE),
    );
  });
});
