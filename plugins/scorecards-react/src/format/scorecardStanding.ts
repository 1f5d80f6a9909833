import type { ScorecardSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import type { Verdict } from '@platform-ops/scorecards';

const SAYS_NOTHING: readonly Verdict[] = [
  'not-evaluated',
  'error',
  'not-applicable',
];

/**
 * How an entity stands in a framework: it reached a level, it reached none,
 * nothing is known of it, nothing that counts is asked, or the framework is only
 * mapped to checks and has no levels.
 *
 * @public
 */
export type ScorecardStanding =
  | 'level'
  | 'none'
  | 'unknown'
  | 'nothing-asked'
  | 'mapped';

/**
 * @public
 */
export function scorecardStanding(
  scorecard: Pick<
    ScorecardSummary,
    'level' | 'score' | 'counts' | 'mappingOnly'
  >,
): ScorecardStanding {
  if (scorecard.score === undefined) {
    return 'nothing-asked';
  }
  if (scorecard.level !== undefined && !scorecard.mappingOnly) {
    return 'level';
  }
  const known = Object.entries(scorecard.counts).some(
    ([verdict, count]) =>
      count > 0 && !SAYS_NOTHING.includes(verdict as Verdict),
  );
  if (!known) {
    return 'unknown';
  }
  return scorecard.mappingOnly ? 'mapped' : 'none';
}
