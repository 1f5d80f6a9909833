import type { Campaign } from '@platform-ops/backstage-plugin-scorecards-common';
import { describeProgress } from '../../campaigns/campaignWords';
import styles from './CampaignProgress.module.css';

const HEIGHT = 10;

/** How much is met, with a mark where it began. */
export function CampaignProgress(props: { campaign: Campaign }) {
  const { met, total, metAtStart } = props.campaign.progress;
  const percent = (count: number) => (total > 0 ? (count / total) * 100 : 0);
  const words = describeProgress(props.campaign.progress);
  return (
    <div className={styles.progress}>
      <svg
        className={styles.bar}
        height={HEIGHT}
        role="img"
        aria-label={words}
        data-unknown={total === 0 ? '' : undefined}
      >
        <rect className={styles.met} width={`${percent(met)}%`} height="100%" />
        {total > 0 && (
          <line
            className={styles.start}
            x1={`${percent(metAtStart)}%`}
            x2={`${percent(metAtStart)}%`}
            y1={0}
            y2={HEIGHT}
          />
        )}
      </svg>
      <span aria-hidden>{words}</span>
    </div>
  );
}
