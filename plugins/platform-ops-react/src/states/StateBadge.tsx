import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiHistoryLine,
  RiPauseCircleLine,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import clsx from 'clsx';
import hidden from '../visuallyHidden.module.css';
import type { State } from './State';
import styles from './StateBadge.module.css';

const ICONS: Record<State, RemixiconComponentType> = {
  good: RiCheckboxCircleFill,
  warning: RiAlertFill,
  bad: RiCloseCircleFill,
  unknown: RiQuestionLine,
  idle: RiPauseCircleLine,
  stale: RiHistoryLine,
};

/** @public */
export interface StateBadgeProps {
  state: State;
  /** The word beside the icon: state is never shown by colour alone. */
  label: string;
  /** A sentence: shown as a tooltip and read by screen readers. */
  reason?: string;
  size?: 'small' | 'medium';
}

/**
 * A state as colour, icon and word.
 *
 * @public
 */
export function StateBadge(props: StateBadgeProps) {
  const { state, label, reason, size = 'small' } = props;
  const Icon = ICONS[state];
  return (
    <span
      className={clsx(styles.badge, styles[state], styles[size])}
      data-state={state}
      title={reason}
    >
      <Icon
        className={styles.icon}
        size={size === 'small' ? 14 : 16}
        aria-hidden
      />
      <span>{label}</span>
      {reason && <span className={hidden.visuallyHidden}>: {reason}</span>}
    </span>
  );
}
