import {
  RiAlertFill,
  RiCalendarLine,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiErrorWarningLine,
  RiForbidLine,
  RiOrganizationChart,
  RiQuestionLine,
  RiShakeHandsLine,
  RiUserFollowLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { ShownVerdict } from '../../format';
import styles from './VerdictIcon.module.css';

const ICONS: Record<ShownVerdict, RemixiconComponentType> = {
  pass: RiCheckboxCircleFill,
  fail: RiCloseCircleFill,
  warn: RiAlertFill,
  error: RiErrorWarningLine,
  'not-applicable': RiForbidLine,
  'not-evaluated': RiQuestionLine,
  exempt: RiShakeHandsLine,
  attested: RiUserFollowLine,
  inherited: RiOrganizationChart,
  upcoming: RiCalendarLine,
};

/** @public */
export interface VerdictIconProps {
  verdict: ShownVerdict;
  /** In pixels, 16 by default. */
  size?: number;
}

/**
 * The icon of a verdict in its colour. It says nothing to a screen reader: the
 * word has to stand beside it.
 *
 * @public
 */
export function VerdictIcon(props: VerdictIconProps) {
  const { verdict, size = 16 } = props;
  const Icon = ICONS[verdict];
  return (
    <Icon
      className={styles.icon}
      data-verdict={verdict}
      size={size}
      aria-hidden
    />
  );
}
