import type { z } from 'zod';
import type {
  experimentSchema,
  pipelineSchema,
  pipelineVersionSchema,
  runSchema,
} from './schemas';
import {
  KFP_STATES,
  type KfpExperiment,
  type KfpMlflowRun,
  type KfpPipeline,
  type KfpPipelineVersion,
  type KfpRun,
  type KfpState,
} from './types';

/** How a service that speaks protobuf may say that something never was. */
const NEVER = '1970-01-01T00:00:00Z';

export function toPipeline(found: z.infer<typeof pipelineSchema>): KfpPipeline {
  const name = found.name || found.display_name || found.pipeline_id;
  return {
    id: found.pipeline_id,
    name,
    title: found.display_name || name,
    description: found.description || undefined,
    createdAt: toDate(found.created_at),
  };
}

export function toPipelineVersion(
  found: z.infer<typeof pipelineVersionSchema>,
): KfpPipelineVersion {
  return {
    id: found.pipeline_version_id,
    pipelineId: found.pipeline_id,
    name: found.name || found.display_name || found.pipeline_version_id,
    createdAt: toDate(found.created_at),
    codeSourceUrl: found.code_source_url || undefined,
  };
}

export function toExperiment(
  found: z.infer<typeof experimentSchema>,
): KfpExperiment {
  return {
    id: found.experiment_id,
    name: found.display_name || found.experiment_id,
  };
}

export function toRun(found: z.infer<typeof runSchema>): KfpRun {
  const { pipeline_version_reference: reference } = found;
  return {
    id: found.run_id,
    title: found.display_name || found.run_id,
    state: toState(found.state),
    experimentId: found.experiment_id || undefined,
    pipelineId: reference?.pipeline_id || undefined,
    pipelineVersionId: reference?.pipeline_version_id || undefined,
    createdAt: toDate(found.created_at),
    finishedAt: toDate(found.finished_at),
    message: found.error?.message || undefined,
    parameters: found.runtime_config?.parameters ?? {},
    tasks: (found.run_details?.task_details ?? []).map((task, index) => ({
      id: task.task_id || String(index),
      name: task.display_name || task.task_id || `task ${index + 1}`,
      state: toState(task.state),
      startedAt: toDate(task.start_time),
      finishedAt: toDate(task.end_time),
      message: task.error?.message || undefined,
      parentId: task.parent_task_id || undefined,
    })),
    mlflow: toMlflowRun(found.plugins_output?.mlflow?.entries),
  };
}

function toState(found: string | undefined): KfpState {
  return KFP_STATES.find(state => state === found) ?? 'UNKNOWN';
}

function toDate(found: string | undefined): string | undefined {
  return found && found !== NEVER ? found : undefined;
}

/** The names of the entries are those of KEP-12862. */
function toMlflowRun(
  entries: Record<string, { value?: unknown }> | undefined,
): KfpMlflowRun | undefined {
  const [experimentId, runId, url] = [
    'experiment_id',
    'root_run_id',
    'run_url',
  ].map(name => {
    const value = entries?.[name]?.value;
    return typeof value === 'string' && value !== '' ? value : undefined;
  });
  return experimentId && runId ? { experimentId, runId, url } : undefined;
}
