import { rfc3339 } from '../workloads/kubernetes/metadata';
import { uuidOf } from './KfpStore';
import type { PlannedTask, RunPlan } from './planRun';
import type { RunRecord, SpecRecord } from './records';

/** So long tasks take to stop. */
const STOPPING = 2000;

export type State =
  | 'PENDING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'SKIPPED'
  | 'FAILED'
  | 'CANCELING'
  | 'CANCELED';

interface Stretch {
  state: State;
  at: number;
}

const INTERNAL = 13;
const CANCELLED = 1;

/** When it stops because somebody wanted that; undefined where it does not. */
export function canceledAt(
  { terminatedAt }: RunRecord,
  { endsAt }: Pick<RunPlan, 'endsAt'>,
): number | undefined {
  return terminatedAt !== undefined && terminatedAt < endsAt
    ? terminatedAt + STOPPING
    : undefined;
}

function historyOf(run: RunRecord, plan: RunPlan): Stretch[] {
  const begins: Stretch[] = [
    { state: 'PENDING', at: run.createdAt },
    { state: 'RUNNING', at: run.createdAt + 1000 },
  ];
  const stopped = canceledAt(run, plan);
  return stopped === undefined
    ? [...begins, { state: plan.outcome, at: plan.endsAt }]
    : [
        ...begins.filter(({ at }) => at < run.terminatedAt!),
        { state: 'CANCELING', at: run.terminatedAt! },
        { state: 'CANCELED', at: stopped },
      ];
}

/**
 * The state of a run at a time.
 */
export function stateOf(run: RunRecord, plan: RunPlan, now: number): State {
  return (
    historyOf(run, plan).findLast(({ at }) => at <= now)?.state ?? 'PENDING'
  );
}

function errorOf(code: number, message: string | undefined) {
  return { code, message, details: [] };
}

function toTask(
  task: PlannedTask,
  options: { run: RunRecord; plan: RunPlan; now: number },
) {
  const { run, plan, now } = options;
  const idOf = (path: string) => uuidOf(`${run.id}/${path}`);
  const stopped = canceledAt(run, plan);
  const isCanceled =
    stopped !== undefined && now >= stopped && task.endsAt > run.terminatedAt!;
  const isOver = now >= task.endsAt && !isCanceled;
  const state: State =
    (isCanceled && 'CANCELED') || (isOver && task.outcome) || 'RUNNING';
  const endedAt = isCanceled ? stopped : task.endsAt;
  const error =
    (isCanceled && errorOf(CANCELLED, 'The run was terminated')) ||
    (isOver && task.error && errorOf(INTERNAL, task.error)) ||
    undefined;
  return {
    run_id: run.id,
    task_id: idOf(task.path),
    display_name: task.name,
    create_time: rfc3339(task.startsAt - 1000),
    start_time: rfc3339(task.startsAt),
    ...((isOver || isCanceled) && { end_time: rfc3339(endedAt) }),
    state,
    ...(error && { error }),
    ...(task.parent && { parent_task_id: idOf(task.parent) }),
    ...(task.runs && {
      pod_name: `${run.id}-${idOf(task.path).slice(0, 8)}`,
      executor_detail: { main_job: `${run.id}-${idOf(task.path).slice(0, 8)}` },
    }),
    child_tasks: plan.tasks
      .filter(({ upstream }) => upstream.includes(task.path))
      .map(({ path }) => ({ task_id: idOf(path) })),
    state_history: [
      { state: 'RUNNING', update_time: rfc3339(task.startsAt) },
      ...(isOver || isCanceled
        ? [{ state, update_time: rfc3339(endedAt), ...(error && { error }) }]
        : []),
    ],
  };
}

/**
 * A run in the form of the API.
 *
 * @param tracking - Where MLflow tracks it.
 */
export function toRun(options: {
  run: RunRecord;
  plan: RunPlan;
  spec: SpecRecord;
  now: number;
  tracking?: { experimentId: string; experimentName: string; runId: string };
  /** Where MLflow's pages are. */
  host: string;
}) {
  const { run, plan, spec, now, tracking, host } = options;
  const history = historyOf(run, plan).filter(({ at }) => at <= now);
  const state = stateOf(run, plan, now);
  const isOver = ['SUCCEEDED', 'FAILED', 'CANCELED'].includes(state);
  const until = run.terminatedAt ?? Infinity;
  return {
    experiment_id: run.experimentId,
    run_id: run.id,
    display_name: run.displayName,
    description: run.description,
    storage_state: run.archived ? 'ARCHIVED' : 'AVAILABLE',
    ...(run.version
      ? {
          pipeline_version_reference: {
            pipeline_id: run.version.pipelineId,
            pipeline_version_id: run.version.versionId,
          },
        }
      : { pipeline_spec: spec.pipeline }),
    runtime_config: {
      parameters: run.parameters,
      ...(run.pipelineRoot && { pipeline_root: run.pipelineRoot }),
    },
    service_account: run.serviceAccount,
    created_at: rfc3339(run.createdAt),
    scheduled_at: rfc3339(run.createdAt),
    ...(isOver && { finished_at: rfc3339(history.at(-1)!.at) }),
    state,
    ...(state === 'FAILED' && {
      error: errorOf(INTERNAL, plan.error),
    }),
    run_details: {
      task_details: plan.tasks
        .filter(({ startsAt }) => startsAt <= now && startsAt < until)
        .map(task => toTask(task, { run, plan, now })),
    },
    state_history: history.map(({ state: each, at }) => ({
      state: each,
      update_time: rfc3339(at),
    })),
    ...(run.pluginsInput && { plugins_input: run.pluginsInput }),
    ...(tracking && {
      plugins_output: {
        mlflow: {
          entries: {
            experiment_name: { value: tracking.experimentName },
            experiment_id: { value: tracking.experimentId },
            root_run_id: { value: tracking.runId },
            run_url: {
              value: `http://${host}/#/experiments/${tracking.experimentId}/runs/${tracking.runId}`,
              render_type: 'URL',
            },
          },
          state: isOver ? 'PLUGIN_SUCCEEDED' : 'PLUGIN_RUNNING',
        },
      },
    }),
  };
}
