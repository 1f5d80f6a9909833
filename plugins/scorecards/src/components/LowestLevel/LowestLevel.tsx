import type { ScorecardSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  formatScore,
  LevelBadge,
  scorecardStanding,
} from '@platform-ops/backstage-plugin-scorecards-react';

function describe(scorecard: ScorecardSummary): string {
  const word = {
    level: scorecard.levelTitle,
    none: 'no level',
    unknown: 'unknown',
    'nothing-asked': 'nothing asked',
  }[scorecardStanding(scorecard)];
  return `${scorecard.frameworkTitle}: ${word}, ${formatScore(
    scorecard.score,
  )}`;
}

/** The framework in which an entity has the lowest score, and all others in words. */
export function LowestLevel(props: {
  scorecards: readonly ScorecardSummary[];
  withFramework?: boolean;
}) {
  const asked = props.scorecards
    .filter(scorecard => scorecardStanding(scorecard) !== 'nothing-asked')
    .sort((one, other) => one.score! - other.score!);
  return (
    <LevelBadge
      scorecard={asked[0]}
      withScore
      withFramework={props.withFramework}
      reason={asked.map(describe).join('; ') || undefined}
    />
  );
}
