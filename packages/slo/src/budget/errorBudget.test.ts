import { DAY, HOUR } from '../time';
import { errorBudget, type ErrorBudgetOptions } from './errorBudget';

const base: ErrorBudgetOptions = {
  objective: 0.999,
  period: { kind: 'rolling', ms: 30 * DAY },
  nowMs: Date.UTC(2026, 2, 11),
  counts: { total: 1_000_000, good: 999_600, coverage: 1 },
};

describe('errorBudget', () => {
  it('tells what is left and how long it lasts', () => {
    const budget = errorBudget({
      ...base,
      recent: { windowMs: 6 * HOUR, total: 10_000, good: 9_980, coverage: 1 },
    });
    expect(budget).toMatchObject({
      state: 'known',
      spent: expect.closeTo(0.4),
      remaining: expect.closeTo(0.6),
      badEvents: 400,
      totalEvents: 1_000_000,
      coverage: 1,
      // Twice too fast: 60 % of 30 days in half the time.
      outlook: { kind: 'exhausts', inMs: expect.closeTo(9 * DAY, -3) },
      summary:
        '60 % of the error budget is left. At the rate of the last 6 h it lasts 9 days.',
      problems: [],
    });
    expect(budget.outlook).toMatchObject({
      exhaustedAtMs: expect.closeTo(base.nowMs + 9 * DAY, -3),
    });
  });

  it('lasts at a rate that the objective allows, or without traffic', () => {
    for (const recent of [
      { windowMs: HOUR, total: 10_000, good: 9_991, coverage: 1 },
      { windowMs: HOUR, total: 0, good: 0, coverage: 1 },
    ]) {
      expect(errorBudget({ ...base, recent }).outlook).toEqual({
        kind: 'lasts',
      });
    }
    const blind = { windowMs: HOUR, total: 0, good: 0, coverage: 0 };
    expect(errorBudget({ ...base, recent: blind }).outlook.kind).toBe(
      'unknown',
    );
  });

  it('is exhausted, and goes below zero', () => {
    const budget = errorBudget({
      ...base,
      counts: { total: 1000, good: 997, coverage: 1 },
    });
    expect(budget).toMatchObject({
      remaining: expect.closeTo(-2),
      outlook: { kind: 'exhausted' },
      summary: 'The error budget is exhausted: 300 % of it is used.',
    });
  });

  it('counts time that was not observed as good, and says so', () => {
    const budget = errorBudget({
      ...base,
      counts: { total: 1000, good: 750, coverage: 20 / (30 * 24 * 60) },
    });
    expect(budget.spent).toBeCloseTo((0.25 / 0.001) * (20 / 43200));
    expect(budget.summary).toBe(
      '88.4 % of the error budget is left. Only 0.0463 % of the time was observed; the rest counts as good.',
    );
  });

  it('takes the budget of a calendar period as that of all its days', () => {
    const period = {
      kind: 'calendar',
      unit: 'month',
      count: 1,
      start: '2026-01-01T00:00:00',
      timeZone: 'UTC',
    } as const;
    const budget = errorBudget({
      ...base,
      period,
      recent: { windowMs: HOUR, total: 1000, good: 998, coverage: 1 },
    });
    expect(budget.spent).toBeCloseTo(0.4 * (10 / 31));
    expect(budget.endMs).toBe(Date.UTC(2026, 3, 1));
    expect(budget.outlook).toMatchObject({
      kind: 'exhausts',
      inMs: expect.closeTo(((1 - 0.4 * (10 / 31)) * 31 * DAY) / 2, -3),
    });
    // 1.2 times too fast, but the month ends before the budget does.
    const recent = { windowMs: HOUR, total: 10_000, good: 9_988, coverage: 1 };
    expect(errorBudget({ ...base, period, recent }).outlook.kind).toBe('lasts');
  });

  it('is idle without events and unknown without data, never good', () => {
    const idle = errorBudget({
      ...base,
      counts: { total: 0, good: 0, coverage: 1 },
    });
    expect(idle).toMatchObject({
      state: 'idle',
      summary: 'There were no events in this period.',
    });
    expect(idle.remaining).toBeUndefined();
    const unknown = errorBudget({
      ...base,
      counts: { total: NaN, good: 0, coverage: 1 },
    });
    expect(unknown).toMatchObject({
      state: 'unknown',
      summary: 'There are no data for this period.',
      problems: [
        'counts of 30 d: total is NaN, allowed is 0 or more; taken as no data',
      ],
    });
  });
});
