import type { ExplainedControl } from '@platform-ops/backstage-plugin-scorecards-common';
import type { Verdict } from '@platform-ops/scorecards';

/** A time with one verdict, or one of which nothing was recorded. */
export interface HistorySpan {
  verdict: Verdict | undefined;
  /** Milliseconds since the epoch. */
  from: number;
  /** Missing for what is. */
  to?: number;
  reason?: string;
  frameworkVersion?: string;
}

/** The history from the oldest to the newest, its gaps included. */
export function historySpans(
  history: ExplainedControl['history'],
): HistorySpan[] {
  const known = history
    .map(({ from, to, ...rest }) => ({
      ...rest,
      from: Date.parse(from),
      to: to === undefined ? undefined : Date.parse(to),
    }))
    .sort((one, other) => one.from - other.from);
  return known.flatMap((span, index) => {
    const next = known[index + 1];
    return next && span.to !== undefined && span.to < next.from
      ? [span, { verdict: undefined, from: span.to, to: next.from }]
      : [span];
  });
}
