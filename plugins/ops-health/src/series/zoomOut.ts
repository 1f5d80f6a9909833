import {
  resolveTimeRange,
  type TimeRange,
} from '@platform-ops/backstage-plugin-platform-ops-react';

/** Twice the span around the same middle, but not beyond now. */
export function zoomOut(range: TimeRange, now: number = Date.now()): TimeRange {
  const moments = resolveTimeRange(range, now);
  if (!moments) {
    return range;
  }
  const from = moments.from.getTime();
  const to = moments.to.getTime();
  const span = to - from;
  const newTo = Math.min(now, to + span / 2);
  return {
    from: new Date(newTo - 2 * span).toISOString(),
    to: newTo === now ? 'now' : new Date(newTo).toISOString(),
  };
}
