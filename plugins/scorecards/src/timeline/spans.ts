import type { TimelineSpan } from '@platform-ops/backstage-plugin-scorecards-common';
import type { Verdict } from '@platform-ops/scorecards';

/** A part of the period as it is drawn. */
export interface DrawnSpan {
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  /** Missing where nothing was recorded. */
  verdict: Verdict | undefined;
  reason?: string;
  frameworkVersion?: string;
  /** How many it stands for, where each alone would be too thin to see. */
  parts: number;
}

/** As a share of the period; about four pixels. */
const THINNEST = 0.005;

/** What thin spans are drawn as: nothing unknown hides behind something good. */
const WORST_FIRST: readonly Verdict[] = [
  'fail',
  'error',
  'not-evaluated',
  'exempt',
  'warn',
  'inherited',
  'attested',
  'pass',
  'not-applicable',
];

function worst(
  one: Verdict | undefined,
  other: Verdict | undefined,
): Verdict | undefined {
  if (one === undefined || other === undefined) {
    return undefined;
  }
  return WORST_FIRST.find(verdict => verdict === one || verdict === other);
}

/** The spans of a control, runs of those that are too thin to see made one. */
export function toDrawnSpans(
  spans: readonly TimelineSpan[],
  period: { from: number; to: number },
): DrawnSpan[] {
  const thinnest = (period.to - period.from) * THINNEST;
  const drawn: DrawnSpan[] = [];
  for (const { from, to, verdict, reason, frameworkVersion } of spans) {
    const span: DrawnSpan = {
      from: Math.max(Date.parse(from), period.from),
      to: Math.min(Date.parse(to), period.to),
      verdict,
      reason,
      frameworkVersion,
      parts: 1,
    };
    if (span.to <= span.from) {
      continue;
    }
    const last = drawn.at(-1);
    const isThin = span.to - span.from < thinnest;
    if (last && isThin && (last.parts > 1 || last.to - last.from < thinnest)) {
      drawn[drawn.length - 1] = {
        from: last.from,
        to: span.to,
        verdict: worst(last.verdict, verdict),
        parts: last.parts + 1,
      };
    } else {
      drawn.push(span);
    }
  }
  return drawn;
}
