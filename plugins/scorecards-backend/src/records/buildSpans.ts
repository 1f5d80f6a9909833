import type { TimelineSpan } from '@platform-ops/backstage-plugin-scorecards-common';
import type { Verdict } from '@platform-ops/scorecards';
import type { Period } from './readPeriod';
import { standOf, type Stand } from './standOf';

/** What a control said from some time on. */
export interface ControlMoment {
  from: Date;
  verdict?: Verdict;
  version?: string;
  reason?: string;
}

/**
 * The spans of a period, without gaps between them: those of which nothing was
 * recorded have no verdict.
 *
 * @param moments - In order; some may be from before the period.
 */
export function buildSpans(
  moments: ControlMoment[],
  { from, to }: Period,
): TimelineSpan[] {
  const spans: Array<ControlMoment & { to: Date }> = [];
  const whole = inTurn([{ from: new Date(0) }, ...moments]);
  whole.forEach((moment, index) => {
    const begin = later(moment.from, from);
    const end = whole[index + 1] ? earlier(whole[index + 1].from, to) : to;
    const last = spans.at(-1);
    if (last && isSame(last, moment)) {
      last.to = later(end, last.to);
    } else if (begin < end) {
      spans.push({ ...moment, from: begin, to: end });
    }
  });
  return spans.map(({ verdict, version, reason, ...span }) => ({
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    ...(verdict && {
      verdict,
      ...(reason !== undefined && { reason }),
      frameworkVersion: version,
    }),
  }));
}

/** The clock of another replica may be behind: nothing began before what it ended. */
function inTurn(moments: ControlMoment[]): ControlMoment[] {
  let last = new Date(0);
  return moments.map(moment => {
    last = later(moment.from, last);
    return { ...moment, from: last };
  });
}

/** Which shares of a period a control was met, was not, was unknown. */
export function addUpSpans(
  spans: TimelineSpan[],
  { from, to }: Period,
): Record<Stand, number> {
  const share = { met: 0, unmet: 0, unknown: 0 };
  const length = to.getTime() - from.getTime();
  for (const span of spans) {
    const stand = standOf(span.verdict);
    if (stand) {
      share[stand] += (Date.parse(span.to) - Date.parse(span.from)) / length;
    }
  }
  return share;
}

function isSame(a: ControlMoment, b: ControlMoment): boolean {
  return (
    a.verdict === b.verdict &&
    (a.verdict === undefined ||
      (a.version === b.version && a.reason === b.reason))
  );
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
