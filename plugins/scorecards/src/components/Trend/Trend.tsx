import { VisuallyHidden } from '@backstage/ui';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiSubtractLine,
} from '@remixicon/react';
import { describeChange } from '../../controls/describeChange';
import styles from './Trend.module.css';

const ICONS = {
  better: RiArrowUpLine,
  same: RiSubtractLine,
  worse: RiArrowDownLine,
};

/** How a score has changed in 30 days; nothing where it was not known then. */
export function Trend(props: {
  change: number | undefined;
  /** What else was different then. */
  then?: string;
}) {
  const { change, then } = props;
  if (change === undefined) {
    return null;
  }
  const { direction, amount, sentence } = describeChange(change);
  const words = then ? `${sentence}; then it was ${then}` : sentence;
  const Icon = ICONS[direction];
  return (
    <span className={styles.trend} data-direction={direction} title={words}>
      <Icon size={12} aria-hidden />
      <span aria-hidden>{amount}</span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}
