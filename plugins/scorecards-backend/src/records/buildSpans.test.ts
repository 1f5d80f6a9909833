import { addUpSpans, buildSpans, type ControlMoment } from './buildSpans';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
const period = { from: at(10), to: at(20) };

it('has no time twice, though the clock of a replica was behind', () => {
  const moments: ControlMoment[] = [
    { from: at(10), verdict: 'pass', version: '1' },
    { from: at(15), verdict: 'fail', version: '1' },
    { from: at(12), verdict: 'not-evaluated', version: '1' },
  ];
  const spans = buildSpans(moments, period);
  expect(spans.map(({ from, to, verdict }) => [from, to, verdict])).toEqual([
    [at(10).toISOString(), at(15).toISOString(), 'pass'],
    [at(15).toISOString(), at(20).toISOString(), 'not-evaluated'],
  ]);
  expect(addUpSpans(spans, period)).toEqual({
    met: 0.5,
    unmet: 0,
    unknown: 0.5,
  });
});
