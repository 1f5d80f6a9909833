import type {
  PipelineRun,
  RunState,
  RunStep,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type { PipelineConnection } from '@platform-ops/backstage-plugin-golden-paths-node';
import type { KfpRun, KfpState, KfpTask } from '@platform-ops/mlops-clients';
import { pageUrl } from '../../connections/pageUrl';
import { compareTimes, toParameters, toText, toTimestamp } from '../fields';
import type { TrackedRun } from './MlflowRuns';

const MOST_STEPS = 200;

const STATES: Record<KfpState, RunState> = {
  UNKNOWN: 'unknown',
  PENDING: 'pending',
  RUNNING: 'running',
  PAUSED: 'pending',
  CANCELING: 'running',
  SUCCEEDED: 'succeeded',
  SKIPPED: 'skipped',
  FAILED: 'failed',
  CANCELED: 'canceled',
};

/**
 * A run of Kubeflow Pipelines as the portal shows it.
 */
export function toPipelineRun(
  run: KfpRun,
  {
    source,
    connection,
    tracked,
  }: {
    source: string;
    connection: PipelineConnection;
    tracked: TrackedRun | undefined;
  },
): PipelineRun {
  const page = pageUrl(connection);
  return {
    id: run.id,
    source,
    type: 'kfp',
    title: toText(run.title) ?? run.id,
    state: STATES[run.state],
    startedAt: toTimestamp(run.createdAt),
    finishedAt: toTimestamp(run.finishedAt),
    url: page && `${page}/#/runs/details/${encodeURIComponent(run.id)}`,
    message: toText(run.message),
    mlflowRun: tracked && {
      experimentId: tracked.experimentId,
      runId: tracked.runId,
      url: tracked.url,
    },
    steps: run.tasks
      .filter(isStep)
      .map(toStep)
      .sort((a, b) => compareTimes(a.startedAt, b.startedAt))
      .slice(0, MOST_STEPS),
    parameters: toParameters(run.parameters),
    metrics: tracked?.metrics ?? {},
  };
}

/** Kubeflow lists what drives and executes the tasks among them. */
function isStep({ name }: KfpTask, _: number, all: KfpTask[]): boolean {
  const driven = /^(.+)-driver$/.exec(name)?.[1];
  return (
    !['root', 'root-driver', 'executor'].includes(name) &&
    (driven === undefined || !all.some(other => other.name === driven))
  );
}

function toStep(task: KfpTask): RunStep {
  return {
    name: toText(task.name) ?? task.id,
    state: STATES[task.state],
    startedAt: toTimestamp(task.startedAt),
    finishedAt: toTimestamp(task.finishedAt),
    message: toText(task.message),
  };
}
