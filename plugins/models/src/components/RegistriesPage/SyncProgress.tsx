import type { ModelRegistryStatus } from '@platform-ops/backstage-plugin-models-common';
import { RelativeTime } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useId } from 'react';
import styles from './SyncProgress.module.css';

/** How far a running sync is. */
export function SyncProgress(props: {
  progress: NonNullable<ModelRegistryStatus['progress']>;
}) {
  const { startedAt, done, total } = props.progress;
  const labelId = useId();
  return (
    <div className={styles.progress}>
      <span id={labelId}>
        Reading: {done.toLocaleString('en')}
        {total === undefined
          ? ''
          : ` of ${total.toLocaleString('en')}`} models,{' '}
        <RelativeTime time={startedAt} prefix="started" />
      </span>
      <progress
        aria-labelledby={labelId}
        className={styles.bar}
        max={total || undefined}
        value={total ? done : undefined}
      />
    </div>
  );
}
