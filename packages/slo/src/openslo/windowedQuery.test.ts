import { windowedQuery } from './windowedQuery';

describe('windowedQuery', () => {
  it.each([
    ['requests_total', 'sum(increase(requests_total[$window]))'],
    [
      ' requests_total{code=~"5..", path="}{"} ',
      'sum(increase(requests_total{code=~"5..", path="}{"}[$window]))',
    ],
    [
      "sum( requests_total{code='200'} )",
      "sum(increase(requests_total{code='200'}[$window]))",
    ],
    [
      'sum(rate(requests_total[$window])) * 60',
      'sum(rate(requests_total[$window])) * 60',
    ],
    ['a + b', undefined],
    ['sum by (job) (requests_total)', undefined],
    ['rate(requests_total[5m])', undefined],
    [`x{a="${'\\\\'.repeat(20_000)}`, undefined],
  ])('turns %s', (query, expected) => {
    expect(windowedQuery(query, true)).toBe(expected);
  });

  it('adds up what is not a counter', () => {
    expect(windowedQuery('events', false)).toBe(
      'sum(sum_over_time(events[$window]))',
    );
  });
});
