import { DAY, HOUR, MINUTE } from '../time';
import { burnPairs, burnWindows } from './burnPairs';
import { decideBurn } from './decideBurn';
import type { WindowCounts } from './WindowCounts';

const objective = 0.999;
const pairs = burnPairs(objective, 30 * DAY);

/** The same share of bad events in each window, at 100 events a minute. */
function allWindows(
  errorRatio: number,
  changes: Record<number, Partial<WindowCounts>> = {},
): WindowCounts[] {
  return burnWindows(pairs).map(windowMs => {
    const total = (windowMs / MINUTE) * 100;
    const good = total * (1 - errorRatio);
    return { windowMs, good, total, coverage: 1, ...changes[windowMs] };
  });
}

describe('decideBurn', () => {
  it('tells the numbers of each pair, and a sentence', () => {
    const decision = decideBurn({
      objective,
      pairs,
      windows: allWindows(0.0005, {
        [HOUR]: { total: 6000, good: 5880 },
        [5 * MINUTE]: { total: 500, good: 480 },
      }),
    });
    expect(decision).toMatchObject({
      state: 'firing',
      severity: 'page',
      traffic: 'flowing',
      reason:
        'The error budget burned 20 times as fast as it may over the last 1 h, and 40 times over the last 5 min (page above 14.4): that is 2.78 % of the budget.',
      problems: [],
    });
    expect(decision.pairs.map(pair => [pair.state, pair.code])).toEqual([
      ['firing', 'burning'],
      ['clear', 'within'],
      ['clear', 'within'],
      ['clear', 'within'],
    ]);
    expect(decision.pairs[0]).toMatchObject({
      longBurnRate: expect.closeTo(20),
      shortBurnRate: expect.closeTo(40),
      shortUsedMs: 5 * MINUTE,
      budgetUsed: expect.closeTo(20 / 720),
      badEvents: 120,
      totalEvents: 6000,
      coverage: 1,
    });
  });

  it('needs both windows, and says which one is missing', () => {
    const spike = decideBurn({
      objective,
      pairs,
      windows: allWindows(0.0005, { [5 * MINUTE]: { total: 500, good: 400 } }),
    });
    expect(spike.state).toBe('clear');
    expect(spike.reason).toBe(
      'The error budget burned 200 times as fast as it may over the last 5 min, but only 0.5 times over the last 1 h (page above 14.4): too short to matter so far.',
    );
    const recovered = decideBurn({
      objective,
      pairs,
      windows: allWindows(0.0005, { [HOUR]: { total: 6000, good: 5000 } }),
    });
    expect(recovered.state).toBe('clear');
    expect(recovered.reason).toContain('it has calmed down');
  });

  it('counts what was not observed of a long window as good', () => {
    const windows = allWindows(0.0005, {
      [5 * MINUTE]: { total: 500, good: 490 },
      [HOUR]: { total: 3000, good: 2940, coverage: 0.5 },
    });
    const [pair] = decideBurn({ objective, pairs, windows }).pairs;
    expect(pair).toMatchObject({
      state: 'unknown',
      code: 'incomplete',
      longBurnRate: expect.closeTo(10),
      reason:
        'Only 50 % of the last 1 h was observed. That part burned too fast (page above 14.4), but it is too early to tell.',
    });
  });

  it('does not take missing windows for good ones', () => {
    const decision = decideBurn({
      objective,
      pairs,
      windows: allWindows(0).filter(({ windowMs }) => windowMs < DAY),
    });
    expect(decision.pairs.map(({ state }) => state)).toEqual([
      'clear',
      'clear',
      'unknown',
      'unknown',
    ]);
    expect(decision).toMatchObject({
      state: 'unknown',
      reason: 'There are no data for the last 1 d.',
    });
    expect(decideBurn({ objective, pairs, windows: [] }).state).toBe('unknown');
  });

  it('survives counts that cannot be, and tells them', () => {
    const decision = decideBurn({
      objective,
      pairs,
      windows: allWindows(0, {
        [5 * MINUTE]: { good: NaN },
        [30 * MINUTE]: { total: -1 },
        [HOUR]: { good: 7000 },
        [2 * HOUR]: { coverage: 1.5 },
        [6 * HOUR]: { total: Infinity },
        [DAY]: { coverage: 0 },
        [3 * DAY]: { coverage: NaN },
      }),
    });
    expect(decision.state).toBe('unknown');
    expect(decision.problems).toEqual([
      'counts of 5 min: good is NaN, allowed is 0 or more; taken as no data',
      'counts of 30 min: total is -1, allowed is 0 or more; taken as no data',
      'counts of 1 h: 7000 good events of only 6000; taken as all good',
      'counts of 2 h: coverage is 1.5, allowed is 0 to 1; taken as 1',
      'counts of 6 h: total is Infinity, allowed is 0 or more; taken as no data',
      'counts of 1 d: 144000 events although none of it was observed; taken as no data',
      'counts of 3 d: coverage is NaN, allowed is 0 to 1; taken as 0',
      'counts of 3 d: 432000 events although none of it was observed; taken as no data',
    ]);
  });

  it('refuses an objective and a minimum that cannot be', () => {
    expect(() => decideBurn({ objective: 1, pairs, windows: [] })).toThrow(
      'objective: found 1',
    );
    expect(() =>
      decideBurn({ objective, pairs, windows: [], minimumBadEvents: 0 }),
    ).toThrow(
      'minimumBadEvents: found 0, allowed is a whole number of 1 or more',
    );
  });
});
