import type { ScorecardSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import { useId } from 'react';
import { formatPart, formatScore } from '../../format';
import { SharePatterns } from './SharePatterns';
import { SHARES } from './shares';
import styles from './ShareBar.module.css';

const HEIGHT = 8;

/** @public */
export interface ShareBarProps {
  scorecard: Pick<ScorecardSummary, 'score' | 'shares' | 'frameworkTitle'>;
}

/**
 * What a score is made of: found by machines, stated by people, met above. What
 * is missing stays empty.
 *
 * @public
 */
export function ShareBar(props: ShareBarProps) {
  const { score, shares, frameworkTitle } = props.scorecard;
  const id = useId();
  const words = SHARES.map(
    share => `${formatPart(shares[share.id])} ${share.word}`,
  ).join(', ');
  let end = 0;
  return (
    <svg
      className={styles.bar}
      data-unknown={score === undefined ? '' : undefined}
      role="img"
      aria-label={
        score === undefined
          ? `${frameworkTitle}: no score`
          : `${frameworkTitle}: ${formatScore(score)}, of it ${words}`
      }
      width="100%"
      height={HEIGHT}
    >
      <title>{words}</title>
      <SharePatterns id={id} />
      {score !== undefined &&
        SHARES.map(share => {
          const start = end;
          end += shares[share.id];
          return (
            <rect
              key={share.id}
              className={styles[share.id]}
              fill={
                share.id === 'automated' ? undefined : `url(#${id}-${share.id})`
              }
              x={`${start * 100}%`}
              width={`${shares[share.id] * 100}%`}
              height={HEIGHT}
            />
          );
        })}
    </svg>
  );
}
