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
    mapped: 'mapped',
  }[scorecardStanding(scorecard)];
  return `${scorecard.frameworkTitle}: ${word}, ${formatScore(
    scorecard.score,
  )}`;
}

function isMapped(scorecard: ScorecardSummary): boolean {
  return scorecardStanding(scorecard) === 'mapped';
}

/**
 * The framework in which an entity has the lowest score, and all others in words.
 * One that is only mapped comes after those with levels.
 */
export function LowestLevel(props: {
  scorecards: readonly ScorecardSummary[];
  withFramework?: boolean;
}) {
  const asked = props.scorecards
    .filter(scorecard => scorecardStanding(scorecard) !== 'nothing-asked')
    .sort(
      (one, other) =>
        Number(isMapped(one)) - Number(isMapped(other)) ||
        one.score! - other.score!,
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
