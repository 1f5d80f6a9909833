import { rfc3339 } from '../workloads/kubernetes/metadata';
import type {
  ExperimentRecord,
  PipelineRecord,
  RunRecord,
  SpecRecord,
  VersionRecord,
} from './records';

/**
 * A pipeline in the form of the API.
 */
export function toPipeline(pipeline: PipelineRecord) {
  return {
    pipeline_id: pipeline.id,
    name: pipeline.name,
    display_name: pipeline.displayName,
    description: pipeline.description,
    namespace: pipeline.namespace,
    created_at: rfc3339(pipeline.createdAt),
    tags: pipeline.tags,
  };
}

/**
 * A version of a pipeline in the form of the API.
 */
export function toVersion(
  pipelineId: string,
  version: VersionRecord,
  { pipeline, platform }: SpecRecord,
) {
  return {
    pipeline_id: pipelineId,
    pipeline_version_id: version.id,
    name: version.name,
    display_name: version.displayName,
    description: version.description,
    created_at: rfc3339(version.createdAt),
    ...(version.codeSourceUrl && { code_source_url: version.codeSourceUrl }),
    pipeline_spec: platform
      ? { pipeline_spec: pipeline, platform_spec: platform }
      : pipeline,
    tags: version.tags,
  };
}

/**
 * An experiment in the form of the API.
 */
export function toExperiment(
  experiment: ExperimentRecord,
  runs: readonly RunRecord[],
) {
  const last = runs.findLast(({ experimentId }) => {
    return experimentId === experiment.id;
  });
  return {
    experiment_id: experiment.id,
    display_name: experiment.displayName,
    description: experiment.description,
    namespace: experiment.namespace,
    created_at: rfc3339(experiment.createdAt),
    last_run_created_at: rfc3339(last?.createdAt ?? 0),
    storage_state: 'AVAILABLE',
  };
}
