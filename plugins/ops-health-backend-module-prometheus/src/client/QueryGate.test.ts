import { setImmediate as nextTurn } from 'node:timers/promises';
import { QueryGate, type Lane } from './QueryGate';

const NEVER = new AbortController().signal;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
});
afterEach(() => {
  jest.useRealTimers();
});

function create(options: { maxConcurrency?: number; perMinute?: number } = {}) {
  const gate = QueryGate.create({
    name: "Prometheus 'prod'",
    maxConcurrency: options.maxConcurrency ?? 1,
    maxQueriesPerMinute: options.perMinute ?? 60_000,
  });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  /** A query that takes until `end(name)`. */
  const ask = (name: string, lane: Lane, signal: AbortSignal = NEVER) =>
    gate.run(
      lane,
      () =>
        new Promise<void>(resolve => {
          begun.push(name);
          ends.set(name, resolve);
        }),
      signal,
    );
  const end = async (name: string) => {
    ends.get(name)!();
    await nextTurn();
  };
  /** A query that takes no time. */
  const count = (lane: Lane = 'background') => {
    void gate.run(lane, async () => begun.push(lane), NEVER).catch(() => {});
  };
  return { gate, begun, ask, end, count };
}

it('runs so many at once, and serves people and the background in turns', async () => {
  const { begun, ask, end } = create({ maxConcurrency: 2 });
  for (const name of ['b1', 'b2', 'b3', 'b4', 'b5']) {
    void ask(name, 'background');
  }
  for (const name of ['p1', 'p2']) {
    void ask(name, 'people');
  }
  await nextTurn();
  expect(begun).toEqual(['b1', 'b2']);
  for (const name of ['b1', 'b2', 'p1', 'b3', 'p2']) {
    await end(name);
  }
  expect(begun).toEqual(['b1', 'b2', 'p1', 'b3', 'p2', 'b4', 'b5']);
});

it('lets no minute have more queries than allowed, yet a burst at once', async () => {
  const { begun, count } = create({ maxConcurrency: 100, perMinute: 50 });
  for (let index = 0; index < 200; index++) {
    count();
  }
  const counts: number[] = [];
  for (let second = 0; second < 180; second++) {
    await nextTurn();
    counts.push(begun.length);
    jest.advanceTimersByTime(1000);
  }
  expect(counts[0]).toBe(10);
  for (let second = 0; second < 120; second++) {
    expect(counts[second + 60] - (counts[second - 1] ?? 0)).toBeLessThanOrEqual(
      51,
    );
  }
  expect(counts[179]).toBeGreaterThan(120);
});

it('lets people through while the background uses up the minute', async () => {
  const { begun, count } = create({ maxConcurrency: 4, perMinute: 60 });
  for (let index = 0; index < 100; index++) {
    count();
  }
  await nextTurn();
  count('people');
  jest.advanceTimersByTime(3000);
  await nextTurn();
  expect(begun).toContain('people');
  expect(begun.length).toBeLessThan(16);
});

it('waits when the server asks for patience', async () => {
  const { gate, begun, count } = create({ maxConcurrency: 4 });
  gate.pause(5000);
  count();
  jest.advanceTimersByTime(4999);
  await nextTurn();
  expect(begun).toEqual([]);
  jest.advanceTimersByTime(1);
  await nextTurn();
  expect(begun).toEqual(['background']);
});

it('lets go of who no longer wants to wait', async () => {
  const { gate, begun, ask, end } = create();
  void ask('first', 'people');
  const controller = new AbortController();
  const second = ask('second', 'people', controller.signal);
  const third = ask('third', 'people');
  const reason = new Error('gone');
  controller.abort(reason);
  await expect(second).rejects.toBe(reason);
  await end('first');
  expect(begun).toEqual(['first', 'third']);
  const fourth = ask('fourth', 'people');
  gate.close();
  await expect(fourth).rejects.toThrow(
    "Prometheus 'prod' is no longer asked: the portal stops",
  );
  await end('third');
  await third;
});

it('does not let a line grow without end', async () => {
  const { gate, ask } = create();
  void ask('running', 'background');
  const waiting = Array.from({ length: 1000 }, (_, index) =>
    ask(`${index}`, 'background').catch(() => {}),
  );
  await expect(ask('too much', 'background')).rejects.toThrow(
    /^Prometheus 'prod' has 1000 questions of ours waiting\. It is slow, or maxConcurrency \(1\) and maxQueriesPerMinute \(60000\) are too low/,
  );
  gate.close();
  await Promise.all(waiting);
});
