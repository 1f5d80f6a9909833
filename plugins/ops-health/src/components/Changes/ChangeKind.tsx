import type { HealthChangeKind } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  RiAddBoxLine,
  RiEqualizerLine,
  RiFlagLine,
  RiHeartPulseLine,
  RiPriceTag3Line,
  RiRocket2Line,
  type RemixiconComponentType,
} from '@remixicon/react';
import { CHANGE_WORDS } from '../../changes';
import styles from './ChangeKind.module.css';

const ICONS: Record<HealthChangeKind, RemixiconComponentType> = {
  deployment: RiRocket2Line,
  stage: RiFlagLine,
  alias: RiPriceTag3Line,
  version: RiAddBoxLine,
  config: RiEqualizerLine,
  state: RiHeartPulseLine,
};

/** The icon of a kind of change; the word has to stand beside it. */
export function ChangeIcon(props: { kind: HealthChangeKind }) {
  const Icon = ICONS[props.kind];
  return <Icon size={14} aria-hidden />;
}

/** A kind of change, as icon and word. */
export function ChangeKind(props: { kind: HealthChangeKind }) {
  return (
    <span className={styles.kind}>
      <ChangeIcon kind={props.kind} />
      {CHANGE_WORDS[props.kind][0]}
    </span>
  );
}
