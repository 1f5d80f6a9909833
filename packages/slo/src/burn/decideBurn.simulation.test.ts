import {
  firstMinute,
  isFiring,
  isPaging,
  minutesOf,
  watch,
  type WatchOptions,
} from '../__testUtils__/watch';
import { DAY, MINUTE } from '../time';
import type { BurnState } from './BurnDecision';
import { burnPairs } from './burnPairs';

const HOURS = 60;
const DAYS = 24 * HOURS;
const OBJECTIVES = [0.9999, 0.999, 0.99, 0.95, 0.9, 0.5];

const HIGH = 600;
const ONE_IN_TEN_MINUTES = 0.1;
const ONE_AN_HOUR = 1 / 60;

/** Healthy, except while something is the matter. */
function faultBetween(
  objective: number,
  start: number,
  end: number,
  errorRatio: number,
) {
  return (minute: number) =>
    minute >= start && minute < end ? errorRatio : (1 - objective) / 10;
}

/** Minutes in which an error ratio fills a pair, as the workbook has it. */
function minutesToDetect(
  objective: number,
  errorRatio: number,
  severity: 'page' | 'ticket',
): number {
  const times = burnPairs(objective, 30 * DAY)
    .map(pair => ({ ...pair, limit: pair.factor * (1 - objective) }))
    .filter(pair => pair.severity === severity && errorRatio > pair.limit)
    .map(({ limit, longMs }) => ((limit / errorRatio) * longMs) / MINUTE);
  return Math.min(...times);
}

describe('decideBurn over seven days without a fault', () => {
  it.each(
    OBJECTIVES.flatMap(objective =>
      [HIGH, 10, ONE_IN_TEN_MINUTES, ONE_AN_HOUR].map(
        eventsPerMinute => [objective, eventsPerMinute] as const,
      ),
    ),
  )('tells nobody: objective %s, %s events a minute', (objective, rate) => {
    const watched = watch({
      objective,
      minutes: 7 * DAYS,
      eventsPerMinute: rate,
      isRandom: true,
      errorRatio: () => (1 - objective) / 2,
      step: 3,
      seed: 7,
    });
    expect(minutesOf(watched, isFiring)).toEqual([]);
    const grown = watched.filter(({ minute }) => minute > DAYS);
    const share = (state: BurnState) =>
      grown.filter(({ decision }) => decision.state === state).length /
      grown.length;
    // One silence in twenty of those that are looked at is taken for a stop.
    expect(share('idle')).toBeLessThan(0.02);
    expect(share('clear')).toBeGreaterThan(0.8);
  });

  it('tells nobody of brief spikes, gaps and a first day of life', () => {
    const watched = watch({
      objective: 0.999,
      minutes: 7 * DAYS,
      eventsPerMinute: 100,
      // Half a minute's worth of errors twice a day: 5 times the budget at most for an hour.
      errorRatio: minute => (minute % (12 * HOURS) === 500 ? 0.3 : 0.0002),
      isObserved: minute => minute % 200 < 150,
    });
    expect(minutesOf(watched, isFiring)).toEqual([]);
  });

  it('is idle without traffic, and unknown without data', () => {
    const silence = { objective: 0.99, minutes: 5 * DAYS, errorRatio: () => 1 };
    const idle = watch({ ...silence, eventsPerMinute: 0, from: 4 * DAYS });
    expect(new Set(idle.map(({ decision }) => decision.state))).toEqual(
      new Set(['idle']),
    );
    expect(idle[0].decision).toMatchObject({
      traffic: 'none',
      reason: 'There were no events in the last 1 h.',
    });
    const unknown = watch({
      ...silence,
      eventsPerMinute: HIGH,
      isObserved: () => false,
      from: 4 * DAYS,
      step: 60,
    });
    expect(new Set(unknown.map(({ decision }) => decision.state))).toEqual(
      new Set(['unknown']),
    );
    expect(unknown[0].decision.reason).toBe(
      'There are no data for the last 5 min.',
    );
  });
});

describe('decideBurn during a fault', () => {
  const start = 3 * DAYS;

  function watchFault(
    objective: number,
    errorRatio: number,
    options: Partial<WatchOptions> & { lasting: number },
  ) {
    const end = start + options.lasting;
    return watch({
      objective,
      minutes: end + 8 * HOURS,
      eventsPerMinute: HIGH,
      errorRatio: faultBetween(objective, start, end, errorRatio),
      from: start - 60,
      ...options,
    });
  }

  it.each(OBJECTIVES)(
    'pages for a total outage in time and ends within the short window: %s',
    objective => {
      const bound = minutesToDetect(objective, 1, 'page');
      const lasting = Math.ceil(bound) + 30;
      const watched = watchFault(objective, 1, { lasting });
      const paged = firstMinute(watched, isPaging);
      expect(paged).toBeGreaterThan(start);
      expect(paged).toBeLessThanOrEqual(start + Math.ceil(bound) + 1);

      const fastest = burnPairs(objective, 30 * DAY)[0];
      const after = watched.filter(({ minute }) => minute >= start + lasting);
      const fastestPairFires = after.filter(
        ({ decision }) => decision.pairs[0].state === 'firing',
      );
      expect(fastestPairFires.length).toBeLessThanOrEqual(
        fastest.shortMs / MINUTE,
      );
      const lastPage = after.filter(isPaging).pop()?.minute ?? 0;
      const slowerShort = burnPairs(objective, 30 * DAY)[1].shortMs / MINUTE;
      expect(lastPage).toBeLessThanOrEqual(start + lasting + slowerShort);
    },
  );

  it.each([
    [0.9999, 0.01],
    [0.999, 0.02],
    [0.999, 0.1],
    [0.99, 0.2],
    [0.95, 0.9],
  ])('pages as fast as the workbook says: %s at %s', (objective, ratio) => {
    const bound = minutesToDetect(objective, ratio, 'page');
    const watched = watchFault(objective, ratio, {
      lasting: Math.ceil(bound) + 60,
    });
    const paged = (firstMinute(watched, isPaging) ?? Infinity) - start;
    expect(paged).toBeLessThanOrEqual(Math.ceil(bound * 1.1) + 1);
    expect(paged).toBeGreaterThanOrEqual(Math.floor(bound * 0.8));
  });

  it('gives a slow burn a ticket after two days and never a page', () => {
    const watched = watchFault(0.999, 0.0015, { lasting: 4 * DAYS, step: 5 });
    expect(minutesOf(watched, isPaging)).toEqual([]);
    const ticket = (firstMinute(watched, isFiring) ?? Infinity) - start;
    expect(ticket).toBeGreaterThan(1.7 * DAYS);
    expect(ticket).toBeLessThan(2.3 * DAYS);
  });

  it('does not tell of a burn that the objective allows', () => {
    const watched = watchFault(0.999, 0.0009, { lasting: 3 * DAYS, step: 5 });
    expect(minutesOf(watched, isFiring)).toEqual([]);
  });

  it('pages for a service that was born in an outage ten minutes ago', () => {
    const watched = watch({
      objective: 0.999,
      minutes: 20,
      eventsPerMinute: HIGH,
      errorRatio: () => 1,
    });
    expect(firstMinute(watched, isPaging)).toBe(1);
    const { pairs } = watched[9].decision;
    expect(pairs[0]).toMatchObject({ state: 'firing', coverage: 10 / 60 });
    expect(pairs[0].reason).toContain('Only 16.7 % of that time was observed');
  });

  it('does not page for twenty minutes of history with a fault that is over', () => {
    const watched = watch({
      objective: 0.999,
      minutes: 20,
      eventsPerMinute: HIGH,
      errorRatio: minute => (minute < 2 ? 0.3 : 0.0001),
    });
    expect(minutesOf(watched, isPaging)).toEqual([]);
    expect(watched[3].decision.pairs[0]).toMatchObject({
      state: 'unknown',
      code: 'incomplete',
    });
    const { decision } = watched[19];
    expect(decision.pairs[0].state).toBe('clear');
    expect(decision).toMatchObject({
      state: 'unknown',
      reason:
        'Only 5.56 % of the last 6 h was observed. That part burned too fast (page above 6), but it is too early to tell.',
    });
  });

  it('pages in spite of gaps, and is unknown while it sees nothing', () => {
    const watched = watchFault(0.999, 1, {
      lasting: 2 * HOURS,
      isObserved: minute =>
        minute < start + 20 ? minute % 10 < 5 : minute >= start + 40,
    });
    const paged = firstMinute(watched, isPaging);
    expect(paged).toBeLessThanOrEqual(start + 4);
    const blind = watched.filter(
      ({ minute }) => minute >= start + 25 && minute <= start + 40,
    );
    expect(
      blind.every(({ decision }) => decision.pairs[0].code === 'no-data'),
    ).toBe(true);
  });

  it('stops when the traffic stops, long before the window has passed', () => {
    const watched = watchFault(0.999, 1, {
      lasting: HOURS,
      eventsPerMinute: minute => (minute < start + 60 ? HIGH : 0),
    });
    const stopped = watched.filter(({ minute }) => minute > start + 60);
    expect(stopped.filter(isPaging).length).toBeLessThanOrEqual(30);
    const [last] = stopped.slice(-1);
    expect(last.decision).toMatchObject({
      state: 'idle',
      traffic: 'stopped',
    });
  });
});

describe('decideBurn with little traffic', () => {
  const start = 3 * DAYS;

  it.each([0.999, 0.99, 0.95, 0.9])(
    'fires and resolves at one event in ten minutes: %s',
    objective => {
      const end = start + 3 * HOURS;
      const watched = watch({
        objective,
        minutes: end + 8 * HOURS,
        eventsPerMinute: ONE_IN_TEN_MINUTES,
        errorRatio: faultBetween(objective, start, end, 1),
        from: start - 60,
      });
      const paged = (firstMinute(watched, isPaging) ?? Infinity) - start;
      expect(paged).toBeLessThanOrEqual(
        Math.max(50, Math.ceil(minutesToDetect(objective, 1, 'page'))) + 11,
      );
      const after = watched.filter(({ minute }) => minute >= end);
      expect(after.filter(isPaging).length).toBeLessThanOrEqual(HOURS);
      expect(after[after.length - 1].decision.pairs[0].state).toBe('clear');
    },
  );

  it('never lets one failure alert, and says that it is few', () => {
    const watched = watch({
      objective: 0.999,
      minutes: 4 * DAYS,
      eventsPerMinute: ONE_IN_TEN_MINUTES,
      errorRatio: minute => (minute >= start && minute < start + 10 ? 1 : 0),
      from: start - 10,
    });
    expect(minutesOf(watched, isFiring)).toEqual([]);
    const { decision } = watched[20];
    expect(decision).toMatchObject({
      state: 'clear',
      reason:
        '1 of 6 events failed in the last 1 h: too few to tell, it may be chance.',
    });
  });

  it('does not stay silent at 90 % errors for days, one request an hour', () => {
    const watched = watch({
      objective: 0.999,
      minutes: 8 * DAYS,
      eventsPerMinute: ONE_AN_HOUR,
      errorRatio: minute => (minute >= start ? 0.9 : 0),
      from: start,
      seed: 3,
    });
    const paged = firstMinute(watched, isPaging);
    expect(paged).toBeLessThanOrEqual(start + 8 * HOURS);
    const later = watched.filter(({ minute }) => minute > start + DAYS);
    expect(later.filter(isFiring).length / later.length).toBeGreaterThan(0.95);
    expect(later.filter(isPaging).length / later.length).toBeGreaterThan(0.9);
  });

  it('gives a service of one request a day a ticket, and none when it works', () => {
    const failing = {
      objective: 0.999,
      minutes: 12 * DAYS,
      eventsPerMinute: 1 / DAYS,
      from: 3 * DAYS,
      step: 10,
    };
    const watched = watch({
      ...failing,
      errorRatio: minute => (minute >= 4 * DAYS ? 1 : 0),
    });
    const ticket = watched.find(isFiring);
    expect(ticket?.minute).toBeLessThanOrEqual(7 * DAYS + 10);
    expect(ticket?.decision.severity).toBe('ticket');
    expect(ticket?.decision.reason).toBe(
      'There is little traffic, and 3 of 3 events failed in the last 3 d: the error budget burned 1000 times as fast as it may (ticket above 500).',
    );
    expect(minutesOf(watched, isPaging)).toEqual([]);
    const one = watch({
      ...failing,
      errorRatio: minute => (minute > 4 * DAYS && minute < 5 * DAYS ? 1 : 0),
    });
    expect(minutesOf(one, isFiring)).toEqual([]);
  });

  it('does not page for one failure after an outage of busier times', () => {
    const watched = watch({
      objective: 0.99,
      minutes: start + 16 * HOURS,
      eventsPerMinute: minute => (minute < start + 2 * HOURS ? 30 : 0.05),
      errorRatio: minute =>
        (minute >= start && minute < start + 90) ||
        (minute >= start + 12 * HOURS && minute < start + 12 * HOURS + 20)
          ? 1
          : 0.002,
      from: start + 9 * HOURS,
    });
    expect(minutesOf(watched, isPaging)).toEqual([]);
  });

  it('ends the page of an hourly service with its first good requests', () => {
    const end = start + 2 * DAYS;
    const watched = watch({
      objective: 0.999,
      minutes: end + DAYS,
      eventsPerMinute: ONE_AN_HOUR,
      errorRatio: minute => (minute >= start && minute < end ? 1 : 0),
      from: end - 60,
    });
    expect(watched.filter(one => one.minute < end).every(isPaging)).toBe(true);
    const lastPage = watched.filter(isPaging).pop()?.minute ?? 0;
    expect(lastPage).toBeLessThanOrEqual(end + 3 * HOURS);
  });
});
