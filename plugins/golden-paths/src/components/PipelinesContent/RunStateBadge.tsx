import type { RunState } from '@platform-ops/backstage-plugin-golden-paths-common';
import { StateBadge } from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiLoader4Line } from '@remixicon/react';
import { RUN_LOOKS, RUN_WORDS } from '../../runStates';
import styles from './PipelinesContent.module.css';

/** How a run or a step of it stands. */
export function RunStateBadge(props: { state: RunState; isStale?: boolean }) {
  const { state, isStale } = props;
  if (state === 'running' && !isStale) {
    // The sign of what is idle would say that it rests.
    return (
      <span className={styles.running}>
        <RiLoader4Line size={14} aria-hidden />
        {RUN_WORDS.running}
      </span>
    );
  }
  return (
    <StateBadge
      state={RUN_LOOKS[state]}
      label={RUN_WORDS[state]}
      stale={isStale}
    />
  );
}
