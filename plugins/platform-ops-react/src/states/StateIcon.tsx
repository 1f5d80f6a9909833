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
import type { State } from './State';
import styles from './StateIcon.module.css';

const ICONS: Record<State, RemixiconComponentType> = {
  good: RiCheckboxCircleFill,
  warning: RiAlertFill,
  bad: RiCloseCircleFill,
  unknown: RiQuestionLine,
  idle: RiPauseCircleLine,
  stale: RiHistoryLine,
};

/** @public */
export interface StateIconProps {
  state: State;
  /** In pixels, 16 by default. */
  size?: number;
}

/**
 * The icon of a state in its colour. It says nothing to a screen reader: the
 * word has to stand beside it.
 *
 * @public
 */
export function StateIcon(props: StateIconProps) {
  const { state, size = 16 } = props;
  const Icon = ICONS[state];
  return (
    <Icon
      className={clsx(styles.icon, styles[state])}
      size={size}
      aria-hidden
    />
  );
}
