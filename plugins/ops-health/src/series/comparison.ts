/** What the values of a span are compared with. */
export const COMPARISONS = ['previous', 'week'] as const;

export type Comparison = (typeof COMPARISONS)[number];

export const COMPARISON_TITLES: Record<Comparison, string> = {
  previous: 'Previous period',
  week: 'Last week',
};

const WEEK_SECONDS = 604_800;
const SHORTEST_SECONDS = 60;

/** How much earlier the span that is compared with lies. */
export function comparisonOffsetSeconds(
  comparison: Comparison,
  span: { from: Date; to: Date },
): number {
  if (comparison === 'week') {
    return WEEK_SECONDS;
  }
  const seconds = (span.to.getTime() - span.from.getTime()) / 1000;
  return Math.max(SHORTEST_SECONDS, Math.round(seconds));
}
