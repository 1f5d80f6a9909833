import { Text } from '@backstage/ui';
import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  describeCap,
  describeScore,
  LevelBadge,
  ShareBar,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { ScorecardTrend } from '../Trend';
import styles from './ScorecardHeadline.module.css';

/** Level, score and what holds it down. */
export function ScorecardHeadline(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const cap = describeCap(scorecard);
  return (
    <div className={styles.headline}>
      <div className={styles.standing}>
        <LevelBadge scorecard={scorecard} />
        <Text as="span" variant="body-medium">
          {describeScore(scorecard.score, scorecard)}
        </Text>
        <ScorecardTrend scorecard={scorecard} />
      </div>
      <ShareBar scorecard={scorecard} />
      {cap && (
        <Text as="p" variant="body-small">
          {cap}.
        </Text>
      )}
    </div>
  );
}
