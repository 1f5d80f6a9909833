import type { ScorecardSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import { useId } from 'react';
import { formatPart } from '../../format';
import { SharePatterns } from './SharePatterns';
import { SHARES } from './shares';
import styles from './ShareBar.module.css';

const SIZE = 12;

/**
 * The shares of a score in words, with the patterns of the bar.
 *
 * @public
 */
export function ShareLegend(props: { shares: ScorecardSummary['shares'] }) {
  const id = useId();
  return (
    <ul className={styles.legend} aria-label="What the score is made of">
      {SHARES.map(share => (
        <li key={share.id}>
          <svg width={SIZE} height={SIZE} aria-hidden>
            <SharePatterns id={`${id}-${share.id}`} />
            <rect
              className={styles[share.id]}
              fill={
                share.id === 'automated'
                  ? undefined
                  : `url(#${id}-${share.id}-${share.id})`
              }
              width={SIZE}
              height={SIZE}
            />
          </svg>
          {formatPart(props.shares[share.id])} {share.word}
          <span className={styles.meaning}>, {share.meaning}</span>
        </li>
      ))}
    </ul>
  );
}
