import { TestDatabases } from '@backstage/backend-test-utils';
import { SourceForbiddenError } from '@platform-ops/backstage-plugin-ops-health-node';
import { FakeTargets } from '../__testUtils__/FakeTargets';
import {
  createTestSource,
  migrate,
  type TestSource,
} from '../__testUtils__/createTestSource';
import { DAY, HOUR, MINUTE, SECOND } from '../time';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const start = Date.UTC(2026, 0, 5, 8, 30);
const DISCOVERY = 'http://sandbox:7010/metrics/sd';

describe('ScrapeLoop', () => {
  let targets: FakeTargets;
  let create: (entry: object) => TestSource;

  beforeEach(async () => {
    const knex = await databases.init('SQLITE_3');
    await migrate(async () => knex);
    targets = new FakeTargets();
    create = entry =>
      createTestSource({ knex, now: start, targets, entry: { ...entry } });
  });

  const list = (...groups: Array<{ path: string; labels?: object }>) =>
    targets.tell(
      DISCOVERY,
      JSON.stringify(
        groups.map(({ path, labels }) => ({
          targets: ['sandbox:7010'],
          labels: { __metrics_path__: path, service: path.slice(1), ...labels },
        })),
      ),
    );
  const valueOf = async (test: TestSource, metric: string, service: string) => {
    const { rows } = await test.source.evaluate({
      expression: { kind: 'gauge', aggregate: 'sum', gauges: [{ metric }] },
      groupings: [{ id: 'a', labels: ['service'] }],
      environments: { rules: [] },
      windowMs: MINUTE,
      at: new Date(test.now),
    });
    return rows.find(({ labels }) => labels.service === service)?.value;
  };
  const warningsOf = async (test: TestSource) => {
    const { warnings } = await test.source.evaluate({
      expression: { kind: 'rate', counters: [{ metric: 'x' }] },
      groupings: [],
      environments: { rules: [] },
      windowMs: MINUTE,
      at: new Date(test.now),
    });
    return warnings;
  };

  it('scrapes each target every 15 seconds, at different times', async () => {
    const test = create({
      targets: ['a', 'b', 'c'].map(name => ({ url: `http://${name}` })),
    });
    expect(await warningsOf(test)).toEqual(['Nothing was scraped yet']);
    for (const name of ['a', 'b', 'c']) {
      targets.tell(`http://${name}/metrics`, 'x 1\n');
    }
    await test.runUntil(start + 5 * MINUTE);
    expect(await warningsOf(test)).toEqual([]);
    const times = [...test.store.table.ofMetric('x')].map(({ head }) =>
      [...head.all().times].map(time => time - start).slice(1),
    );
    expect(times).toHaveLength(3);
    for (const [first, ...others] of times) {
      expect(
        others.every((time, index) => time - first === (index + 1) * 15_000),
      ).toBe(true);
      expect(others.length).toBeGreaterThanOrEqual(18);
    }
    expect(new Set(times.map(([first]) => first)).size).toBeGreaterThan(1);
  });

  it('finds targets, and ends those that are gone', async () => {
    const test = create({ serviceDiscovery: [{ url: DISCOVERY }] });
    list({ path: '/a' }, { path: '/b' });
    targets.tell('http://sandbox:7010/a', 'x 1\n');
    targets.tell('http://sandbox:7010/b', 'x 2\n');
    await test.runUntil(start + MINUTE);
    expect(await valueOf(test, 'x', 'b')).toBe(2);

    list({ path: '/a' });
    await test.runUntil(start + 2 * MINUTE);
    expect(await valueOf(test, 'x', 'a')).toBe(1);
    expect(await valueOf(test, 'x', 'b')).toBeUndefined();

    // A list that cannot be read stays as it was.
    targets.fail(DISCOVERY);
    await test.runUntil(start + 3 * MINUTE);
    expect(await valueOf(test, 'x', 'a')).toBe(1);
    expect(await warningsOf(test)).toEqual([
      `A list of targets could not be read: ${DISCOVERY} does not answer`,
    ]);
  });

  it('says that there is no target, and why', async () => {
    const test = create({ serviceDiscovery: [{ url: DISCOVERY }] });
    await test.runUntil(start + MINUTE);
    await expect(test.source.listMetricNames()).rejects.toThrow(
      `There is no target: A list of targets could not be read: ${DISCOVERY} does not answer`,
    );
    list();
    await test.runUntil(start + 3 * MINUTE);
    expect(await warningsOf(test)).toEqual(['There is no target to scrape']);
  });

  it('asks who fails less often, tells it, and sees its return', async () => {
    const test = create({
      targets: [{ url: 'http://a' }, { url: 'http://b' }],
    });
    targets.tell('http://a/metrics', 'x 1\n');
    await test.runUntil(start + 10 * MINUTE);
    const asked = targets.count('http://b/metrics');
    expect(asked).toBeGreaterThanOrEqual(9);
    expect(asked).toBeLessThanOrEqual(14);
    expect(targets.count('http://a/metrics')).toBeGreaterThan(35);
    expect(await warningsOf(test)).toEqual([
      '1 of 2 targets tell nothing: http://b/metrics does not answer',
    ]);

    targets.tell('http://b/metrics', 'x 1\n');
    await test.runUntil(start + 11 * MINUTE + 10 * SECOND);
    expect(await warningsOf(test)).toEqual([]);

    targets.fail('http://a/metrics');
    targets.fail('http://b/metrics');
    await test.runUntil(start + 13 * MINUTE);
    await expect(warningsOf(test)).rejects.toThrow(
      'None of 2 targets answers: http://a/metrics does not answer; http://b/metrics does not answer',
    );
    await expect(warningsOf(test)).rejects.not.toBeInstanceOf(
      SourceForbiddenError,
    );
  });

  describe('the past', () => {
    const past = (count: number, from: number) =>
      `# TYPE x gauge\n${Array.from(
        { length: count },
        (_, index) =>
          `x{pod="p"} ${index} ${(from + index * 5 * MINUTE) / SECOND}\n`,
      ).join('')}# EOF\n`;
    const PAST = 'http://sandbox:7010/a/history?days=15&step=300';
    const create15 = () => create({ serviceDiscovery: [{ url: DISCOVERY }] });
    const course = async (test: TestSource) => {
      const { points } = await test.source.evaluateRange({
        expression: {
          kind: 'gauge',
          aggregate: 'maximum',
          gauges: [{ metric: 'x' }],
        },
        labels: { service: 'a' },
        environments: { rules: [] },
        environment: undefined,
        windowMs: MINUTE,
        from: new Date(start - 3 * DAY),
        to: new Date(start + MINUTE),
        stepMs: HOUR,
      });
      return points;
    };

    beforeEach(() => {
      list({
        path: '/a',
        labels: { __portal_history_path__: '/a/history?days=15&step=300' },
      });
      targets.tell('http://sandbox:7010/a', 'x{pod="p"} 1e6\n');
    });

    it('is read once, up to when the target was seen first', async () => {
      // It tells of the future too, and of what is too old.
      targets.tell(PAST, past(900, start - 3 * DAY));
      const test = create15();
      await test.runUntil(start + 2 * MINUTE);
      expect(targets.count(PAST)).toBe(1);
      const points = await course(test);
      expect(points).toHaveLength(73);
      expect(points.slice(0, -1).map(([, value]) => value)).toEqual(
        Array.from({ length: 72 }, (_, hour) => hour * 12),
      );
      expect(points.at(-1)).toEqual([start, 1e6]);

      await create15().runUntil(start + MINUTE);
      expect(targets.count(PAST)).toBe(1);
      expect([...test.store.table.ofMetric('x')]).toHaveLength(1);
    });

    it('is tried three times', async () => {
      const test = create15();
      await test.runUntil(start + 30 * SECOND);
      expect(await warningsOf(test)).toEqual([
        `The past of a target could not be read: ${PAST} does not answer`,
      ]);
      targets.tell(PAST, 'x 1 1\n');
      await test.runUntil(start + 5 * MINUTE);
      expect(targets.count(PAST)).toBe(2);

      targets.fail(PAST);
      const other = create15();
      await other.runUntil(start + 5 * MINUTE);
      expect(targets.count(PAST)).toBe(2);
    });

    it('is not asked of a target that has samples', async () => {
      list({ path: '/a' });
      await create15().runUntil(start + MINUTE);
      list({ path: '/a', labels: { __portal_history_path__: '/a/history' } });
      await create15().runUntil(start + MINUTE);
      expect(
        targets.requests.filter(({ url }) => url.pathname === '/a/history'),
      ).toEqual([]);
    });
  });

  it('is a task of the scheduler, in one replica at a time', async () => {
    const scheduleTask = jest.fn();
    await create({ targets: [{ url: 'http://a' }] }).loop.schedule({
      scheduleTask,
    } as never);
    expect(scheduleTask).toHaveBeenCalledWith(
      expect.objectContaining({
        id: 'ops-health-direct-local',
        scope: 'global',
      }),
    );
  });
});
