import { toLevelSpans } from './levelSpans';
import { toDrawnSpans } from './spans';
import { describeSpan } from './spanWords';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-01T00:00:00Z');
const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
const period = { from: START, to: START + 1000 * HOUR };

describe('toDrawnSpans', () => {
  it('keeps what can be seen, and cuts it off at the ends of the period', () => {
    expect(
      toDrawnSpans(
        [
          { from: at(-50), to: at(0) },
          { from: at(-10), to: at(400), verdict: 'pass' },
          { from: at(400), to: at(401), verdict: 'fail', reason: 'late' },
          { from: at(401), to: at(2000), verdict: 'pass' },
        ],
        period,
      ).map(({ from, to, verdict }) => [from - START, to - START, verdict]),
    ).toEqual([
      [0, 400 * HOUR, 'pass'],
      [400 * HOUR, 401 * HOUR, 'fail'],
      [401 * HOUR, 1000 * HOUR, 'pass'],
    ]);
  });

  it('never hides what is bad or unknown behind what is good', () => {
    const flapping = (verdicts: Array<'pass' | 'fail' | undefined>) =>
      toDrawnSpans(
        [
          { from: at(0), to: at(500), verdict: 'pass' },
          ...verdicts.map((verdict, index) => ({
            from: at(500 + index),
            to: at(501 + index),
            verdict,
          })),
        ],
        period,
      );
    const [, failing, ...rest] = flapping(['pass', 'fail', 'pass']);
    expect(rest).toEqual([]);
    expect(describeSpan(failing)).toEqual({ word: '3 changes, at worst fail' });
    expect(flapping(['fail', undefined, 'pass'])[1]).toMatchObject({
      verdict: undefined,
      parts: 3,
    });
  });
});

describe('toLevelSpans', () => {
  it('begins with what is not known, and joins what has the same level', () => {
    const { levels, scores } = toLevelSpans({
      from: at(0),
      to: at(100),
      standings: [
        { at: at(30), score: 0.2 },
        { at: at(10), level: 'gold', score: 0.9 },
        { at: at(20), level: 'gold', score: 0.95 },
      ],
    });
    expect(
      levels.map(({ from, level }) => [(from - START) / HOUR, level]),
    ).toEqual([
      [0, undefined],
      [10, 'gold'],
      [30, 'none'],
    ]);
    expect(scores.map(({ score }) => score)).toEqual([
      undefined,
      0.9,
      0.95,
      0.2,
    ]);
  });
});
