import type { ScorecardSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import type { Verdict } from '@platform-ops/scorecards';

const SAYS_NOTHING: readonly Verdict[] = [
  'not-evaluated',
  'error',
  'not-applicable',
];

/**
 * How an entity stands in a framework: it reached a level, it reached none,
 * nothing is known of it, or nothing that counts is asked.
 *
 * @public
 */
export type ScorecardStanding = 'level' | 'none' | 'unknown' | 'nothing-asked';

/**
 * @public
 */
export function scorecardStanding(
  scorecard: Pick<ScorecardSummary, 'level' | 'score' | 'counts'>,
): ScorecardStanding {
  if (scorecard.score === undefined) {
    return 'nothing-asked';
  }
  if (scorecard.level !== undefined) {
    return 'level';
  }
  const known = Object.entries(scorecard.counts).some(
    ([verdict, count]) =>
      count > 0 && !SAYS_NOTHING.includes(verdict as Verdict),
  );
  return known ? 'none' : 'unknown';
}
