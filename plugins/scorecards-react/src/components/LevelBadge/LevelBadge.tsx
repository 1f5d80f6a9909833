import type { ScorecardSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  RiCloseCircleFill,
  RiForbidLine,
  RiLinksLine,
  RiMedalLine,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import {
  describeCap,
  formatScore,
  scorecardStanding,
  type ScorecardStanding,
} from '../../format';
import hidden from '../../visuallyHidden.module.css';
import styles from './LevelBadge.module.css';

const LOOKS: Record<
  ScorecardStanding,
  { icon: RemixiconComponentType; word: string }
> = {
  level: { icon: RiMedalLine, word: '' },
  none: { icon: RiCloseCircleFill, word: 'no level' },
  unknown: { icon: RiQuestionLine, word: 'unknown' },
  'nothing-asked': { icon: RiForbidLine, word: 'nothing asked' },
  mapped: { icon: RiLinksLine, word: 'Mapped' },
};

/** @public */
export interface LevelBadgeProps {
  /** Without one, nothing is known, and the badge says so. */
  scorecard:
    | (Pick<
        ScorecardSummary,
        | 'level'
        | 'levelTitle'
        | 'score'
        | 'cap'
        | 'counts'
        | 'frameworkTitle'
        | 'mappingOnly'
      > &
        Partial<Pick<ScorecardSummary, 'voluntary'>>)
    | undefined;
  /** Adds the score, where it does not stand beside the badge. */
  withScore?: boolean;
  /** Adds the framework, where it does not stand beside the badge. */
  withFramework?: boolean;
  /** A sentence; framework, score and what holds the level down unless told. */
  reason?: string;
}

/**
 * The level that an entity reaches in a framework: icon, word and colour. One
 * that is only mapped to checks has none.
 *
 * @public
 */
export function LevelBadge(props: LevelBadgeProps) {
  const { scorecard, withScore, withFramework } = props;
  const standing = scorecard ? scorecardStanding(scorecard) : 'unknown';
  const { icon: Icon, word } = LOOKS[standing];
  const cap = scorecard && describeCap(scorecard);
  const isOpen =
    cap || scorecard?.counts.fail || scorecard?.counts.exempt || undefined;
  const reason =
    props.reason ??
    (scorecard
      ? [
          `${scorecard.frameworkTitle}, score ${formatScore(scorecard.score)}`,
          cap,
        ]
          .filter(Boolean)
          .join('. ')
      : 'No framework was evaluated for it');
  return (
    <span
      className={styles.badge}
      // From a framework that nobody has to follow, nothing bad follows.
      data-standing={
        standing === 'none' && scorecard?.voluntary ? 'not-reached' : standing
      }
      data-open={isOpen && ''}
      title={reason}
    >
      <Icon size={14} aria-hidden className={styles.icon} />
      {withFramework && scorecard && (
        <span className={styles.framework}>{scorecard.frameworkTitle}:</span>
      )}
      <span>
        {word || scorecard?.levelTitle || scorecard?.level}
        {withScore && standing !== 'nothing-asked' && scorecard && (
          <>
            {' '}
            · {formatScore(scorecard.score)}
            {standing === 'mapped' && ' covered'}
          </>
        )}
      </span>
      <span className={hidden.visuallyHidden}>: {reason}</span>
    </span>
  );
}
