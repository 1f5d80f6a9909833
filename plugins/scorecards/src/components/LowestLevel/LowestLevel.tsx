import type { ScorecardSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  formatScore,
  LevelBadge,
  scorecardStanding,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { frameworkRank } from '../../controls/orderFrameworks';

function describe(scorecard: ScorecardSummary): string {
  const word = {
    level: scorecard.levelTitle,
    none: 'no level',
    unknown: 'unknown',
    'nothing-asked': 'nothing asked',
    mapped: 'mapped',
  }[scorecardStanding(scorecard)];
  return `${scorecard.frameworkTitle}: ${word}, ${formatScore(
    scorecard.score,
  )}`;
}

/**
 * The framework in which an entity has the lowest score, and all others in words.
 * Those that nobody has to follow, or that are only mapped, come after the others.
 */
export function LowestLevel(props: {
  scorecards: readonly ScorecardSummary[];
  withFramework?: boolean;
}) {
  const asked = props.scorecards
    .filter(scorecard => scorecardStanding(scorecard) !== 'nothing-asked')
    .sort(
      (one, other) =>
        frameworkRank(one) - frameworkRank(other) || one.score! - other.score!,
    );
  return (
    <LevelBadge
      scorecard={asked[0]}
      withScore
      withFramework={props.withFramework}
      reason={asked.map(describe).join('; ') || undefined}
    />
  );
}
