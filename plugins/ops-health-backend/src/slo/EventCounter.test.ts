import { FakeSource } from '../__testUtils__/FakeSource';
import { JoinIndex } from '../joins/JoinIndex';
import { SourceRefresh } from '../refresh/SourceRefresh';
import { EventCounter } from './EventCounter';

describe('events that queries count', () => {
  async function count(values: Record<string, number>, good?: string) {
    const source = new FakeSource('eu');
    source.queryRaw = async query => ({
      rows:
        query in values
          ? [{ labels: {}, value: values[query], at: new Date(0) }]
          : [],
      cost: { queries: 1, samples: 1, bytes: 1, milliseconds: 1 },
      warnings: [],
    });
    const counter = new EventCounter({
      sources: new Map([
        [
          'eu',
          new SourceRefresh({
            source,
            packs: [],
            environments: [],
            windowMs: 60_000,
            refreshMs: 30_000,
          }),
        ],
      ]),
      index: JoinIndex.create([], []),
      signal: new AbortController().signal,
    });
    return counter.count(
      {
        kind: 'queries',
        sourceId: 'eu',
        total: 'total',
        ...(good ? { good } : { bad: 'bad' }),
      },
      { windowMs: 60_000, at: new Date() },
    );
  }

  it('are known where they are numbers', async () => {
    expect(await count({ total: 10, bad: 2 })).toEqual({ total: 10, good: 8 });
    expect(await count({ total: 10, good: 9 }, 'good')).toEqual({
      total: 10,
      good: 9,
    });
    expect(await count({ total: 10 })).toEqual({ total: 10, good: 10 });
  });

  it.each([
    { total: NaN, bad: 0 },
    { total: 10, bad: NaN },
    { total: Infinity, bad: 1 },
    { total: 10, bad: Infinity },
    { total: -1, bad: 0 },
    { total: 10, bad: -1 },
  ])(
    'are not known where a query gives something else: case %#',
    async values => {
      await expect(count(values)).rejects.toThrow(
        /^the query '(total|bad)' gives (NaN|Infinity|-1); expected is a number/,
      );
    },
  );
});
