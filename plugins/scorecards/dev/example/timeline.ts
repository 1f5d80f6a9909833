import type {
  ControlVerdict,
  Scorecard,
  Timeline,
  TimelineQuery,
  TimelineSpan,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { Verdict } from '@platform-ops/scorecards';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** When the example was first evaluated. */
const RECORDED_DAYS = 200;

const MET: readonly Verdict[] = ['pass', 'warn', 'attested', 'inherited'];
const KNOWN: readonly Verdict[] = [...MET, 'fail', 'exempt'];

/** Days ago, what it was from then on and why. */
type Change = [days: number, verdict: Verdict | undefined, reason?: string];

function changesOf(control: ControlVerdict, index: number): Change[] {
  const old: Change[] = [
    [RECORDED_DAYS, 'not-evaluated', 'No fact was collected yet'],
    [RECORDED_DAYS - 5 - index, 'pass'],
    [60 - index, 'fail', 'The certificate was too old'],
    [52 - index, 'pass'],
  ];
  const outage: Change[] =
    index % 3 === 0
      ? [
          [24, undefined],
          [21, 'pass'],
        ]
      : [];
  const flapping: Change[] =
    index === 1
      ? Array.from(
          { length: 20 },
          (_, at): Change => [
            18 - at / 24,
            at % 2 === 0 ? 'fail' : 'pass',
            'It comes and goes',
          ],
        )
      : [];
  return [
    ...old,
    ...outage,
    ...flapping,
    [12 - (index % 5), control.verdict, control.reason],
  ];
}

function spansOf(changes: Change[], from: number, to: number): TimelineSpan[] {
  const now = Date.now();
  const starts = [[Infinity, undefined] as Change, ...changes];
  return starts.flatMap(([days, verdict, reason], index) => {
    const next = starts[index + 1];
    const start = Math.max(from, now - days * DAY);
    const end = Math.min(to, next ? now - next[0] * DAY : to);
    return end > start
      ? [
          {
            from: new Date(start).toISOString(),
            to: new Date(end).toISOString(),
            verdict,
            reason,
            frameworkVersion: verdict && (days > 100 ? '2025.4' : '2026.1'),
          },
        ]
      : [];
  });
}

function shareOf(spans: TimelineSpan[]) {
  const length = ({ from, to }: TimelineSpan) =>
    Date.parse(to) - Date.parse(from);
  const total = spans.reduce((sum, span) => sum + length(span), 0);
  const of = (wanted: (verdict: Verdict | undefined) => boolean) =>
    spans
      .filter(({ verdict }) => wanted(verdict))
      .reduce((sum, span) => sum + length(span), 0) / total;
  const met = of(verdict => verdict !== undefined && MET.includes(verdict));
  const known = of(verdict => verdict !== undefined && KNOWN.includes(verdict));
  return { met, unmet: known - met, unknown: 1 - known };
}

/** How the controls of a scorecard stood. */
export function exampleTimeline(
  scorecard: Scorecard,
  query: TimelineQuery,
): Timeline {
  const from = Date.parse(query.from);
  const to = query.to ? Date.parse(query.to) : Date.now();
  const at = (days: number) => new Date(Date.now() - days * DAY).toISOString();
  const { score = 0, level } = scorecard;
  return {
    entityRef: scorecard.entityRef,
    frameworkId: scorecard.frameworkId,
    from: query.from,
    to: new Date(to).toISOString(),
    controls: scorecard.controls.map((control, index) => {
      const spans = spansOf(changesOf(control, index), from, to);
      const { id, citation, title } = control;
      return { id, citation, title, spans, share: shareOf(spans) };
    }),
    standings: [
      { at: at(RECORDED_DAYS), score: 0 },
      { at: at(RECORDED_DAYS - 8), level: 'silver', score: 0.72 },
      { at: at(58), level: 'bronze', score: 0.5 },
      { at: at(50), level: 'silver', score: 0.72 },
      { at: at(18), level: 'bronze', score: 0.55 },
      { at: at(10), level, score },
    ],
  };
}
