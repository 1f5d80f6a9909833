import type { ScorecardSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import { formatScore } from '@platform-ops/backstage-plugin-scorecards-react';
import { levelName } from '../../controls/levelName';
import { Trend } from './Trend';

/** How a scorecard has changed in 30 days; nothing where it was not known then. */
export function ScorecardTrend(props: {
  scorecard: Pick<
    ScorecardSummary,
    'before' | 'level' | 'score' | 'mappingOnly'
  >;
}) {
  const { before, level, score, mappingOnly } = props.scorecard;
  if (score === undefined || before?.score === undefined) {
    return null;
  }
  const wasAnother = !mappingOnly && before.level !== level;
  return (
    <Trend
      change={score - before.score}
      then={
        wasAnother
          ? `${levelName(before.level)}, ${formatScore(before.score)}`
          : formatScore(before.score)
      }
    />
  );
}
