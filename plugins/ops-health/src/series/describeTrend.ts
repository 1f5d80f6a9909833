import {
  formatIndicator,
  definitionOf,
  type IndicatorSeries,
  type OfIndicator,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { formatRatio } from '@platform-ops/backstage-plugin-platform-ops-react';

export interface Trend {
  direction: 'up' | 'down' | 'same';
  /** In as little room as a card has. */
  short: string;
  words: string;
  /** Undefined where neither way is better. */
  better?: boolean;
}

/** The part of the span, at its end, of which the mean of last week is taken. */
const COMPARED_SHARE = 1 / 24;

/** Less of a change than this says nothing. */
const SMALLEST_CHANGE = 0.1;

type Points = IndicatorSeries['points'];

function meanOfEnd(points: Points, end: number, width: number) {
  const values = points
    .filter(([time]) => time > end - width)
    .flatMap(([, value]) => (value === null ? [] : [value]));
  return values.length > 0
    ? values.reduce((sum, value) => sum + value, 0) / values.length
    : undefined;
}

/**
 * How a value differs from the same time a week before. It is the value that
 * stands beside it: the end of the series is too coarse to show what broke a
 * minute ago. Undefined where either is not known.
 */
export function describeTrend(
  series: Pick<
    IndicatorSeries,
    'indicator' | 'definition' | 'points' | 'comparison'
  >,
  now: number | undefined,
): Trend | undefined {
  const { points, comparison = [] } = series;
  if (points.length === 0 || now === undefined) {
    return undefined;
  }
  const end = points[points.length - 1][0];
  const width = Math.max((end - points[0][0]) * COMPARED_SHARE, 1);
  const before = meanOfEnd(comparison, end, width);
  return before === undefined ? undefined : compare(series, now, before);
}

function compare(of: OfIndicator, now: number, before: number): Trend {
  const then = formatIndicator(of, before);
  const difference = now - before;
  if (Math.abs(difference) <= Math.abs(before) * SMALLEST_CHANGE) {
    return {
      direction: 'same',
      short: 'same',
      words: `As at this time last week (${then})`,
    };
  }
  const direction = difference > 0 ? 'up' : 'down';
  const comparative = difference > 0 ? 'higher' : 'lower';
  const { better } = definitionOf(of);
  const judged =
    better === 'neither'
      ? {}
      : { better: (better === 'higher') === difference > 0 };
  if (before === 0) {
    return {
      direction,
      short: `from ${then}`,
      words: `${comparative} than at this time last week (${then})`,
      ...judged,
    };
  }
  const change = Math.abs(difference / before);
  // Beyond a few times, nobody thinks in percent.
  const times = Math.max(now / before, before / now);
  const amount =
    times >= 3 && now > 0
      ? `${Math.round(times)} times`
      : formatRatio(Number(change.toFixed(2)));
  return {
    direction,
    short: times >= 3 && now > 0 ? `× ${Math.round(times)}` : amount,
    words: `${amount} ${comparative} than at this time last week (${then})`,
    ...judged,
  };
}
