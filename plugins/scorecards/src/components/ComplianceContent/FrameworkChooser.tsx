import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  LevelBadge,
  ShareBar,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { ScorecardTrend } from '../Trend';
import styles from './FrameworkChooser.module.css';

/** The frameworks of an entity side by side; one of them is shown. */
export function FrameworkChooser(props: {
  scorecards: readonly Scorecard[];
  shown: Scorecard;
  onChoose: (frameworkId: string) => void;
}) {
  return (
    <div className={styles.chooser} role="group" aria-label="Framework">
      {props.scorecards.map(scorecard => (
        <button
          key={scorecard.frameworkId}
          type="button"
          className={styles.choice}
          aria-pressed={scorecard === props.shown}
          onClick={() => props.onChoose(scorecard.frameworkId)}
        >
          <span className={styles.title}>{scorecard.frameworkTitle}</span>
          <span className={styles.standing}>
            <LevelBadge scorecard={scorecard} withScore />
            <ScorecardTrend scorecard={scorecard} />
          </span>
          <ShareBar scorecard={scorecard} />
        </button>
      ))}
    </div>
  );
}
