import type { Framework, Verdict } from '@platform-ops/scorecards';
import { judgeFramework, type JudgedControl } from './judgeFramework';

const LEVELS = [
  { id: 'bronze', title: 'Bronze', minimumScore: 0.5 },
  { id: 'gold', title: 'Gold', minimumScore: 0.75 },
];
const FRAMEWORK = {
  id: 'house',
  title: 'House',
  spec: { version: '1', levels: LEVELS, caps: {} },
} as Framework;

function control(
  controlId: string,
  verdict: Verdict,
  more: Partial<JudgedControl> = {},
): JudgedControl {
  return {
    controlId,
    citation: controlId,
    title: controlId,
    verdict,
    critical: false,
    weight: 1,
    obligation: 'required',
    checks: [],
    metAt: 'component:default/a',
    who: [],
    ...more,
  };
}

function judge(required: number, controls: JudgedControl[]) {
  const judged = judgeFramework(FRAMEWORK, LEVELS[required], controls);
  const idsOf = (list: typeof judged.blocking) =>
    list.map(({ controlId }) => controlId);
  return {
    outcome: judged.outcome,
    because: judged.because,
    blocking: idsOf(judged.blocking),
    advisory: idsOf(judged.advisory),
  };
}

describe('judgeFramework', () => {
  const met = ['a', 'b', 'c'].map(id => control(id, 'pass'));

  it('names the exemptions that keep a level down', () => {
    expect(judge(1, [...met, control('d', 'exempt')])).toEqual({
      outcome: 'fail',
      because: '1 required control is exempt, which keeps it below Gold',
      blocking: ['d'],
      advisory: [],
    });
    expect(judge(0, [...met, control('d', 'exempt')])).toEqual({
      outcome: 'pass',
      because:
        'Bronze is reached: 75 % of what counts is met, Bronze needs 50 %',
      blocking: [],
      advisory: ['d'],
    });
  });

  it('names all that costs score where the score is short, what weighs most first', () => {
    const controls = [
      ...met,
      control('warned', 'warn'),
      control('unknown', 'not-evaluated', { weight: 3 }),
      control('broken', 'error', { critical: true }),
      control('none', 'not-applicable', { weight: 100, critical: true }),
    ];
    expect(judge(0, controls)).toEqual({
      outcome: 'fail',
      because:
        '43.75 % of what counts is met, Bronze needs 50 %; 1 critical control fails or is unknown',
      blocking: ['broken', 'unknown', 'warned'],
      advisory: [],
    });
  });

  it('passes where nothing gates, and says so', () => {
    const later = { doesNotGate: 'It is not in force before 2030-01-01' };
    expect(judge(0, [control('a', 'fail', later)])).toMatchObject({
      outcome: 'pass',
      because:
        'None of its controls gates yet: 1 is not in force or unverified',
      advisory: ['a'],
    });
    expect(judge(0, [control('a', 'not-applicable')])).toMatchObject({
      outcome: 'pass',
      because: 'None of its controls applies',
    });
  });
});
