import { RiHistoryLine } from '@remixicon/react';
import clsx from 'clsx';
import hidden from '../visuallyHidden.module.css';
import type { State } from './State';
import { StateIcon } from './StateIcon';
import styles from './StateBadge.module.css';

/** @public */
export interface StateBadgeProps {
  state: State;
  /** The word beside the icon: state is never shown by colour alone. */
  label: string;
  /** A sentence: shown as a tooltip and read by screen readers. */
  reason?: string;
  size?: 'small' | 'medium';
  /** The last known state, older than it should be: faded, with a clock. */
  stale?: boolean;
}

/**
 * A state as colour, icon and word.
 *
 * @public
 */
export function StateBadge(props: StateBadgeProps) {
  const { state, label, reason, size = 'small', stale } = props;
  const iconSize = size === 'small' ? 14 : 16;
  return (
    <span
      className={clsx(
        styles.badge,
        styles[state],
        styles[size],
        stale && styles.faded,
      )}
      data-state={state}
      title={reason}
    >
      <StateIcon state={state} size={iconSize} />
      <span>{label}</span>
      {stale && (
        <>
          <RiHistoryLine size={iconSize} aria-hidden />
          <span className={hidden.visuallyHidden}>, stale</span>
        </>
      )}
      {reason && <span className={hidden.visuallyHidden}>: {reason}</span>}
    </span>
  );
}
