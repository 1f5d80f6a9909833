import type { Slo } from '@platform-ops/backstage-plugin-ops-health-common';
import { parseOpenSlo } from '@platform-ops/slo';
import { budgetCourse } from './budgetCourse';
import { SLO_FILE_YAML } from './sloExample';
import {
  budgetLook,
  describeBudget,
  formatBurnRate,
  sloLook,
  sloWord,
} from './sloWords';

const NOW = Date.parse('2026-03-10T12:00:00Z');

function budget(changes: Partial<NonNullable<Slo['budget']>> = {}) {
  return {
    remaining: 0.6,
    summary: '',
    goodEvents: 960,
    totalEvents: 1_000,
    coverage: 1,
    ...changes,
  };
}

describe('the words for an objective', () => {
  it('says what is left, for how long, and how much of it is a guess', () => {
    const describe = (changes: Parameters<typeof budget>[0]) =>
      describeBudget(budget(changes), { now: NOW });
    expect(describe({ exhaustedAt: '2026-03-21T12:00:00Z' })).toBe(
      '60 % left, lasts 11 d at this rate',
    );
    expect(describe({ remaining: 0.99973, coverage: 0.00099 })).toBe(
      '100 % left, 0.1 % observed',
    );
    expect(describe({ remaining: -0.12 })).toBe('used up (112 %)');
    // What was foreseen has passed without a newer look.
    expect(describe({ exhaustedAt: '2026-03-09T12:00:00Z' })).toBe('60 % left');
    expect(describeBudget(undefined, { now: NOW })).toBe('unknown');
  });

  it('never shows as good what is used up, runs out or is hardly observed', () => {
    const looks = (slo: Pick<Slo, 'state' | 'severity' | 'budget'>) => [
      sloWord(slo),
      sloLook(slo),
      budgetLook(slo),
    ];
    expect(looks({ state: 'clear', budget: budget() })).toEqual([
      'clear',
      'good',
      'good',
    ]);
    expect(
      looks({ state: 'firing', severity: 'page', budget: budget() }),
    ).toEqual(['firing, page', 'bad', 'bad']);
    expect(
      looks({ state: 'firing', severity: 'ticket', budget: budget() }),
    ).toEqual(['firing, ticket', 'warning', 'warning']);
    expect(looks({ state: 'clear', budget: budget({ remaining: 0 }) })).toEqual(
      ['used up', 'warning', 'bad'],
    );
    expect(
      looks({
        state: 'clear',
        budget: budget({ exhaustedAt: '2026-03-21T12:00:00Z' }),
      }),
    ).toEqual(['clear', 'good', 'warning']);
    expect(
      looks({ state: 'clear', budget: budget({ coverage: 0.1 }) }),
    ).toEqual(['clear', 'good', 'unknown']);
    expect(looks({ state: 'unknown', budget: budget() })).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(looks({ state: 'idle' })).toEqual(['idle', 'idle', 'unknown']);
  });

  it('keeps burn rates short', () => {
    expect(formatBurnRate(0.271798)).toBe('0.272 ×');
    expect(formatBurnRate(14.4)).toBe('14.4 ×');
    expect(formatBurnRate(undefined)).toBe('unknown');
  });
});

describe('SLO_FILE_YAML', () => {
  it('is what the portal reads', () => {
    const { slos, problems, notices } = parseOpenSlo(SLO_FILE_YAML);
    expect([problems, notices]).toEqual([[], []]);
    expect(slos).toMatchObject([{ name: 'availability', objective: 0.99 }]);
  });
});

describe('budgetCourse', () => {
  const hour = (at: number, good: number, total: number, coverage = 1) => ({
    hour: new Date(NOW + at * 3_600_000).toISOString(),
    good,
    total,
    coverage,
  });
  const values = (points: Array<{ value: number | null }> | undefined) =>
    points?.map(({ value }) => value && Number(value.toFixed(3)));

  it('falls from all of it to what is left, with gaps, over the period alone', () => {
    const course = budgetCourse(
      [
        hour(-9, 0, 0, 0),
        // Before the period, which has 1,000 events.
        hour(-8, 100, 400),
        hour(-4, 290, 300),
        hour(-3, 0, 0, 0),
        hour(-2, 270, 300),
        hour(-1, 400, 400),
      ],
      { budget: budget(), evaluatedAt: new Date(NOW + 60_000).toISOString() },
    );
    expect(values(course?.left)).toEqual([1, 0.9, null, 0.6, 0.6, 0.6]);
    expect(values(course?.bad)).toEqual([10, null, 30, 0]);
    expect(values(course?.good)).toEqual([290, null, 270, 400]);
    expect(course?.range).toEqual({
      from: NOW / 1000 - 4 * 3_600,
      to: NOW / 1000 + 60,
    });
  });

  it('stays whole without a bad event, and is nothing before the first hour', () => {
    const kept = { remaining: 1, goodEvents: 10, totalEvents: 10 };
    expect(
      values(budgetCourse([hour(-1, 10, 10)], { budget: budget(kept) })?.left),
    ).toEqual([1, 1]);
    expect(budgetCourse([hour(-1, 0, 0, 0)], {})).toBeUndefined();
    expect(budgetCourse([], {})).toBeUndefined();
  });

  it('shows the events where nothing is known of the budget', () => {
    const course = budgetCourse([hour(-1, 9, 10)], {});
    expect(course).toMatchObject({ left: [], bad: [{ value: 1 }] });
  });
});
