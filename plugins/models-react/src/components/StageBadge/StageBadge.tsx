import type { ModelStage } from '@platform-ops/backstage-plugin-models-common';
import styles from './StageBadge.module.css';

/** @public */
export interface StageBadgeProps {
  stage: ModelStage;
  /** Shown before the stage, e.g. `v14`. */
  version?: string;
}

/**
 * The stage of a model version: a mark, and always the word.
 *
 * @public
 */
export function StageBadge(props: StageBadgeProps) {
  return (
    <span className={styles.root} data-stage={props.stage}>
      <span className={styles.mark} aria-hidden="true" />
      {props.version ? `${props.version} ${props.stage}` : props.stage}
    </span>
  );
}
