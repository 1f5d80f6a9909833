import type { Verdict } from '../verdicts';
import { scoreFramework, type ScoredControl } from './scoreFramework';

const LEVELS = [
  { id: 'bronze', title: 'Bronze', minimumScore: 0.5 },
  { id: 'silver', title: 'Silver', minimumScore: 0.7 },
  { id: 'gold', title: 'Gold', minimumScore: 0.9 },
];

const controls = (
  ...list: Array<Verdict | Partial<ScoredControl>>
): ScoredControl[] =>
  list.map((item, index) => ({
    id: `c-${index}`,
    weight: 1,
    obligation: 'required',
    isCritical: false,
    isUpcoming: false,
    verdict: 'pass',
    ...(typeof item === 'string' ? { verdict: item } : item),
  }));

it.each<[string, ScoredControl[], number | undefined, string | undefined]>([
  ['all', controls('pass', 'attested', 'inherited'), 1, 'gold'],
  ['half for a warning', controls('pass', 'warn'), 0.75, 'silver'],
  [
    'nothing for what is not known',
    controls('pass', 'not-evaluated'),
    0.5,
    'bronze',
  ],
  ['nothing for what is exempt', controls('pass', 'exempt'), 0.5, 'bronze'],
  [
    'nothing for what went wrong',
    controls('pass', 'error', 'fail'),
    1 / 3,
    undefined,
  ],
  [
    'no weight to what does not apply',
    controls('pass', 'not-applicable'),
    1,
    'gold',
  ],
  [
    'no weight to what is to come',
    controls('pass', { verdict: 'fail', isUpcoming: true }),
    1,
    'gold',
  ],
  [
    'weights',
    controls({ weight: 3 }, { weight: 1, verdict: 'fail' }),
    0.75,
    'silver',
  ],
  [
    'no score where nothing counts',
    controls('not-applicable'),
    undefined,
    undefined,
  ],
  [
    'its limit to sums that round',
    controls(...Array(9).fill({ weight: 0.1 }), {
      weight: 0.1,
      verdict: 'fail',
    }),
    0.9,
    'gold',
  ],
])('gives %s', (_, list, score, level) => {
  const found = scoreFramework(list, LEVELS, {});
  expect(found.score ?? -1).toBeCloseTo(score ?? -1);
  expect(found.level).toBe(level);
  expect(found.cap).toBeUndefined();
});

it('caps the level by an accepted risk and by what must not fail', () => {
  const many = controls(...Array(30).fill('pass'));
  const caps = { exempt: 'silver', critical: 'bronze' };
  const exempt = { id: 'x', verdict: 'exempt' as const };
  const critical = { id: 'y', verdict: 'fail' as const, isCritical: true };
  expect(
    scoreFramework([...many, ...controls(exempt)], LEVELS, caps),
  ).toMatchObject({
    level: 'silver',
    cap: { reason: 'exempt', level: 'silver', controls: ['x'] },
  });
  expect(
    scoreFramework([...many, ...controls(exempt, critical)], LEVELS, caps),
  ).toMatchObject({
    level: 'bronze',
    cap: { reason: 'critical', controls: ['y'] },
  });
  // No level at all, where the framework names none for it.
  const none = scoreFramework([...many, ...controls(critical)], LEVELS, {});
  expect(none.level).toBeUndefined();
  expect(none.cap).toEqual({
    reason: 'critical',
    level: undefined,
    controls: ['y'],
  });
  // An addressable control that is exempt caps nothing.
  expect(
    scoreFramework(
      [...many, ...controls({ ...exempt, obligation: 'addressable' })],
      LEVELS,
      caps,
    ).level,
  ).toBe('gold');
});

it('shows apart what machines found, people stated, and others provide', () => {
  const { shares } = scoreFramework(
    controls('pass', 'warn', 'attested', 'inherited', 'fail'),
    LEVELS,
    {},
  );
  expect(shares.automated).toBeCloseTo(0.3);
  expect(shares.attested).toBeCloseTo(0.2);
  expect(shares.inherited).toBeCloseTo(0.2);
});
