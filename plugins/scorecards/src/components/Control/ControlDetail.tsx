import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useControlExplanation } from '@platform-ops/backstage-plugin-scorecards-react';
import { useEffect, useRef } from 'react';
import { ControlAsks } from './ControlAsks';
import { ControlBecause } from './ControlBecause';
import { ControlDecisions } from './ControlDecisions';
import { ControlHistory } from './ControlHistory';
import styles from './ControlDetail.module.css';

const SKELETON_LINES = 8;

/** What a control asks, what it says and why, how to put it right, how it was. */
export function ControlDetail(props: {
  entityRef: string;
  frameworkId: string;
  controlId: string;
  /** Read again when it changes; missing where there is no scorecard. */
  evaluatedAt?: string;
  /** Somebody asked for, decided or stated something here. */
  onDone: () => void;
}) {
  const { evaluatedAt, onDone, ...query } = props;
  const { value, error, loading, reload } = useControlExplanation(query);
  const read = useRef(evaluatedAt);
  useEffect(() => {
    if (read.current !== evaluatedAt) {
      read.current = evaluatedAt;
      reload();
    }
  }, [evaluatedAt, reload]);

  const readAgain = () => {
    reload();
    onDone();
  };
  if (error && !value) {
    return (
      <LoadFailure what="this control" error={error} onRetry={reload}>
        The verdicts of all controls may still be seen.
      </LoadFailure>
    );
  }
  if (!value) {
    return loading ? (
      <SkeletonLines lines={SKELETON_LINES} label="Loading the control" />
    ) : (
      <EmptyState
        title="This control is not asked here any more"
        description="The framework has changed since the page was read. Load it again."
      />
    );
  }
  return (
    <div className={styles.detail}>
      {error && (
        <LoadFailure
          what="the newest state of this control"
          error={error}
          onRetry={reload}
        >
          What is shown is what was read before.
        </LoadFailure>
      )}
      <ControlAsks explained={value} onDone={readAgain} />
      <ControlBecause explained={value} />
      <ControlDecisions explained={value} onDone={readAgain} />
      <ControlHistory history={value.history} />
    </div>
  );
}
