import { SloInputError } from '../SloInputError';
import { DAY, HOUR, MINUTE } from '../time';
import { burnPairs, burnWindows } from './burnPairs';

describe('burnPairs', () => {
  it("gives the workbook's table for 30 days", () => {
    expect(burnPairs(0.999, 30 * DAY)).toEqual([
      {
        severity: 'page',
        budgetShare: 0.02,
        longMs: HOUR,
        shortMs: 5 * MINUTE,
        factor: 14.4,
        lengthened: false,
      },
      {
        severity: 'page',
        budgetShare: 0.05,
        longMs: 6 * HOUR,
        shortMs: 30 * MINUTE,
        factor: 6,
        lengthened: false,
      },
      {
        severity: 'ticket',
        budgetShare: 0.1,
        longMs: DAY,
        shortMs: 2 * HOUR,
        factor: 3,
        lengthened: false,
      },
      {
        severity: 'ticket',
        budgetShare: 0.1,
        longMs: 3 * DAY,
        shortMs: 6 * HOUR,
        factor: 1,
        lengthened: false,
      },
    ]);
  });

  it.each([
    [1, [15, 90, 360, 1080]],
    [7, [15, 90, 360, 1080]],
    [14, [30, 180, 720, 2160]],
    [28, [60, 360, 1440, 4320]],
    [31, [60, 360, 1440, 4320]],
    [91, [120, 720, 2880, 8640]],
    [365, [480, 2880, 11520, 34560]],
  ])('halves or doubles the windows for %s days', (days, minutes) => {
    const pairs = burnPairs(0.999, days * DAY);
    expect(pairs.map(({ longMs }) => longMs / MINUTE)).toEqual(minutes);
  });

  it('lengthens the windows that 80 % errors could not fill', () => {
    const [fastest, next] = burnPairs(0.9, 30 * DAY);
    expect(fastest).toEqual({
      severity: 'page',
      budgetShare: 0.02,
      longMs: 108 * MINUTE,
      shortMs: 9 * MINUTE,
      factor: 8,
      lengthened: true,
    });
    expect(next.lengthened).toBe(false);
    expect(burnPairs(0.945, 30 * DAY)[0].lengthened).toBe(false);
    expect(burnPairs(0.944, 30 * DAY)[0].lengthened).toBe(true);
  });

  it('tells pairs that became the same once', () => {
    const pairs = burnPairs(0.3, 50 * DAY);
    expect(pairs).toHaveLength(3);
    expect(pairs[2].severity).toBe('ticket');
  });

  it('keeps its promises for every objective and period', () => {
    for (const days of [1, 2, 6, 7, 10, 20, 28, 30, 31, 55, 56, 90, 200, 366]) {
      for (const objective of [
        0.0001, 0.1, 0.3, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.9999999,
      ]) {
        const periodMs = days * DAY;
        const pairs = burnPairs(objective, periodMs);
        for (const pair of pairs) {
          expect(pair.factor).toBeCloseTo(
            (pair.budgetShare * periodMs) / pair.longMs,
            9,
          );
          // Reached before everything fails, and never while all is as promised.
          expect(pair.factor * (1 - objective)).toBeLessThan(1);
          expect(pair.factor).toBeGreaterThan(0.93);
          expect(pair.longMs).toBeLessThanOrEqual(periodMs);
          expect(pair.longMs % MINUTE).toBe(0);
          expect(pair.shortMs % MINUTE).toBe(0);
          expect(pair.shortMs).toBeGreaterThanOrEqual(5 * MINUTE);
          expect(pair.shortMs).toBeLessThan(pair.longMs);
        }
        for (const [index, next] of pairs.slice(1).entries()) {
          const pair = pairs[index];
          expect(next.longMs).toBeGreaterThan(pair.longMs);
          expect(next.budgetShare).toBeGreaterThanOrEqual(pair.budgetShare);
          // Whole minutes cost a little of the factor.
          expect(next.factor).toBeLessThanOrEqual(
            pair.factor * (1 + MINUTE / pair.longMs) + 1e-9,
          );
        }
      }
    }
  });

  it('refuses what cannot be, and says what can', () => {
    for (const objective of [0, 1, -1, 99.9, NaN]) {
      expect(() => burnPairs(objective, 30 * DAY)).toThrow(SloInputError);
    }
    expect(() => burnPairs(99.9, 30 * DAY)).toThrow(
      'objective: found 99.9, allowed is a number above 0 and below 1, such as 0.999 for 99.9 %',
    );
    for (const periodMs of [0, DAY - 1, 367 * DAY, NaN]) {
      expect(() => burnPairs(0.99, periodMs)).toThrow('periodMs: found');
    }
  });
});

describe('burnWindows', () => {
  it('lists each window once, shortest first', () => {
    expect(
      burnWindows(burnPairs(0.999, 30 * DAY)).map(ms => ms / MINUTE),
    ).toEqual([5, 30, 60, 120, 360, 1440, 4320]);
  });
});
