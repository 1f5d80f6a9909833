import type {
  PipelineRun,
  PipelineSource,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  ElapsedTime,
  ExternalLink,
  Meter,
  RelativeTime,
  StaleMark,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useId } from 'react';
import { isGoing, RUN_LOOKS } from '../../runStates';
import { describeSpan } from './describeSpan';
import { RunFacts } from './RunFacts';
import { RunStateBadge } from './RunStateBadge';
import { RunSteps } from './RunSteps';
import styles from './PipelinesContent.module.css';

/** One run: how it stands, how far it is, where to read more. */
export function RunItem(props: {
  run: PipelineRun;
  source: PipelineSource | undefined;
  /** The newest says at once what it does. */
  isOpen: boolean;
}) {
  const { run, source, isOpen } = props;
  const { state, startedAt, finishedAt, progress, mlflowRun, url } = run;
  const titleId = useId();
  const isStale = source !== undefined && source.state !== 'ok';
  const span = describeSpan(startedAt, finishedAt);
  return (
    <li className={styles.run} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h3 id={titleId} className={styles.title}>
          {run.title}
        </h3>
        <RunStateBadge state={state} isStale={isStale} />
        <span className={styles.quiet}>
          {startedAt && <RelativeTime time={startedAt} prefix="started" />}
          {span && <span>took {span}</span>}
          {state === 'running' && startedAt && !isStale && (
            <ElapsedTime since={startedAt} prefix="runs for" />
          )}
          {isStale && source.observedAt && (
            <StaleMark since={source.observedAt} source={source.title} />
          )}
        </span>
        <span className={styles.links}>
          {url && <ExternalLink href={url}>Open the run</ExternalLink>}
          {mlflowRun &&
            (mlflowRun.url ? (
              <ExternalLink href={mlflowRun.url}>MLflow run</ExternalLink>
            ) : (
              <span className={styles.quiet}>MLflow run {mlflowRun.runId}</span>
            ))}
        </span>
      </div>
      {run.message && <p className={styles.message}>{run.message}</p>}
      {progress !== undefined && isGoing(state) && (
        <Meter label="Progress" value={progress} state={RUN_LOOKS[state]} />
      )}
      {run.steps.length > 0 && (
        <details open={isOpen}>
          <summary>
            {run.steps.length} {run.steps.length === 1 ? 'step' : 'steps'}
          </summary>
          <RunSteps steps={run.steps} isStale={isStale} />
        </details>
      )}
      <RunFacts run={run} />
    </li>
  );
}
