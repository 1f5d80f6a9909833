import { VisuallyHidden } from '@backstage/ui';
import {
  RiArrowDownLine,
  RiArrowRightLine,
  RiArrowUpLine,
} from '@remixicon/react';
import type { Trend } from '../../series/describeTrend';
import styles from './IndicatorList.module.css';

const ARROWS = {
  up: RiArrowUpLine,
  down: RiArrowDownLine,
  same: RiArrowRightLine,
};

/** An arrow against the same time last week. */
export function TrendMark(props: { trend: Trend | undefined }) {
  const { trend } = props;
  if (!trend) {
    return (
      <span
        className={styles.trend}
        title="Either now or this time last week is not known"
      >
        no comparison
      </span>
    );
  }
  const { direction, short, words, better } = trend;
  const Arrow = ARROWS[direction];
  const judged =
    better === undefined ? words : `${words}, ${better ? 'better' : 'worse'}`;
  return (
    <span className={styles.trend} data-better={better} title={judged}>
      <Arrow size={14} aria-hidden />
      <span aria-hidden>{short}</span>
      <VisuallyHidden>{judged}</VisuallyHidden>
    </span>
  );
}
