import { TestDatabases } from '@backstage/backend-test-utils';
import {
  createTestSource,
  migrate,
  type TestSource,
} from '../__testUtils__/createTestSource';
import { STALE } from '../series/Samples';
import { HOUR, MINUTE, SECOND } from '../time';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const URL = 'http://target/metrics';
const start = Date.UTC(2026, 0, 5, 8, 30);
const signal = new AbortController().signal;

describe('SampleRecorder', () => {
  let test: TestSource;

  const create = async (entry: object = {}) => {
    const knex = await databases.init('SQLITE_3');
    await migrate(async () => knex);
    test = createTestSource({
      knex,
      now: start,
      entry: {
        targets: [{ url: 'http://target', labels: { service: 'a', job: 'j' } }],
        ...entry,
      },
    });
    await test.store.catchUp();
  };
  beforeEach(() => create());

  const scrape = async (text: string, time: number) => {
    test.targets.tell(URL, text);
    test.now = time;
    const [target] = test.discovery.list().targets;
    return test.scraper.scrape(target, signal);
  };
  const series = (metric: string) => [...test.store.table.ofMetric(metric)];
  const samplesOf = (metric: string) =>
    series(metric).flatMap(({ head }) => {
      const { times, values } = head.all();
      return [...times].map((time, index) => [time - start, values[index]]);
    });
  const nothing = { series: 0, old: 0, future: 0, outOfOrder: 0, duplicate: 0 };

  it('gives the labels of the target, which win', async () => {
    await scrape('a{service="x",exported_service="y",z="1"} 1\n', start);
    expect(series('a').map(({ labels }) => Object.fromEntries(labels))).toEqual(
      [
        {
          service: 'a',
          exported_service: 'y',
          exported_exported_service: 'x',
          instance: 'target:80',
          job: 'j',
          z: '1',
        },
      ],
    );
    expect(
      series('up').map(({ labels }) => Object.fromEntries(labels)),
    ).toEqual([{ service: 'a', instance: 'target:80', job: 'j' }]);
  });

  it('ends what is gone, and all while the target is down', async () => {
    await scrape('a 1\nb 1\nc 1 1767601800000\n', start);
    await scrape('a 2\n', start + 15 * SECOND);
    expect(samplesOf('b')).toEqual([
      [0, 1],
      [15_000, STALE],
    ]);
    test.targets.fail(URL);
    for (const seconds of [30, 45]) {
      test.now = start + seconds * SECOND;
      const [target] = test.discovery.list().targets;
      await expect(test.scraper.scrape(target, signal)).rejects.toThrow(
        'does not answer',
      );
    }
    expect(samplesOf('a').slice(2)).toEqual([[30_000, STALE]]);
    expect(samplesOf('up')).toEqual([
      [0, 1],
      [15_000, 1],
      [30_000, 0],
      [45_000, 0],
    ]);
    // Who tells the time of a sample knows better when it ends.
    expect(samplesOf('c')).toEqual([[0, 1]]);
    await scrape('a 3\n', start + 60 * SECOND);
    expect(samplesOf('a').slice(3)).toEqual([[60_000, 3]]);
  });

  it('leaves out what cannot be, and says how much', async () => {
    const at = (offset: number) => start + offset;
    expect(
      await scrape(
        `a 1 ${at(0)}\na 1 ${at(0)}\na 2 ${at(0)}\na 3 ${at(-1)}
old 1 ${at(-11 * MINUTE)}\nfuture 1 ${at(11 * MINUTE)}\nsoon 1 ${at(
          5 * MINUTE,
        )}\n`,
        start,
      ),
    ).toEqual({ ...nothing, old: 1, future: 1, outOfOrder: 1, duplicate: 1 });
    expect(samplesOf('a')).toEqual([[0, 1]]);
    expect(samplesOf('soon')).toEqual([[5 * MINUTE, 1]]);
    expect(samplesOf('old')).toEqual([]);
    // A target that tells the same again is not lying.
    expect(await scrape(`a 1 ${at(0)}\n`, start + 15 * SECOND)).toEqual(
      nothing,
    );
    // A clock that is set back.
    expect(await scrape('b 1\n', start + 30 * SECOND)).toEqual(nothing);
    expect(await scrape('b 2\n', start + 20 * SECOND)).toEqual({
      ...nothing,
      outOfOrder: 1,
    });
  });

  it('keeps numbers that are none', async () => {
    await scrape('a NaN\nb +Inf\n', start);
    expect([...samplesOf('a'), ...samplesOf('b')]).toEqual([
      [0, NaN],
      [0, Infinity],
    ]);
  });

  it('takes no more series than allowed, and goes on with those it has', async () => {
    await create({ maxSeries: 100 });
    const explosion = (from: number, count: number) =>
      Array.from(
        { length: count },
        (_, index) => `request{id="${from + index}"} 1\n`,
      ).join('');
    expect(await scrape(`known 1\n${explosion(0, 50)}`, start)).toEqual(
      nothing,
    );
    expect(
      await scrape(`${explosion(1000, 500)}known 2\n`, start + 15 * SECOND),
    ).toEqual({ ...nothing, series: 453 });
    expect(test.store.table.size).toBe(100);
    expect(samplesOf('known')).toEqual([
      [0, 1],
      [15_000, 2],
    ]);

    // An hour later the dead make room for the living.
    const later = start + HOUR + MINUTE;
    expect(await scrape(`${explosion(9000, 60)}known 3\n`, later)).toEqual(
      nothing,
    );
    expect(test.store.table.size).toBeLessThanOrEqual(100);
    expect(samplesOf('known')).toHaveLength(3);
  });

  it('keeps only what is wanted', async () => {
    await create({ keep: ['http_.+', 'a'] });
    await scrape('a 1\nab 1\nhttp_requests_total 1\n', start);
    expect([...test.store.table].map(({ metric }) => metric).sort()).toEqual([
      'a',
      'http_requests_total',
      'scrape_duration_seconds',
      'up',
    ]);
  });

  it('takes an answer that is broken in the middle for none', async () => {
    await expect(scrape('a 1\nb two\n', start)).rejects.toThrow(
      'http://target/metrics: line 2: expected a value, found "two"',
    );
    expect(samplesOf('a')).toEqual([]);
    expect(samplesOf('up')).toEqual([[0, 0]]);
  });
});
