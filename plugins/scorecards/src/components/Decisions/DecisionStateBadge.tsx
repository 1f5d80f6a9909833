import type { DecisionState } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  RiCheckLine,
  RiCloseLine,
  RiHourglassLine,
  RiTimeLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { stateWord } from '../../decisions/decisionWords';
import styles from './DecisionStateBadge.module.css';

const ICONS: Record<DecisionState, RemixiconComponentType> = {
  requested: RiHourglassLine,
  approved: RiCheckLine,
  rejected: RiCloseLine,
  withdrawn: RiCloseLine,
  revoked: RiCloseLine,
  expired: RiTimeLine,
};

/** How far a decision has come: icon and word, for none of them is good news. */
export function DecisionStateBadge(props: { state: DecisionState }) {
  const { state } = props;
  const Icon = ICONS[state];
  return (
    <span className={styles.badge} data-state={state}>
      <Icon size={14} aria-hidden />
      {stateWord(state)}
    </span>
  );
}
