import { latestMetrics } from './TrackingStore';
import type {
  DatasetInput,
  ExperimentRecord,
  LoggedModelRecord,
  MetricPoint,
  ModelRecord,
  RunRecord,
  VersionRecord,
} from './types';

/** Where the servers keep artefacts: a place that a cluster can read, too. */
const ARTIFACT_ROOT = 's3://models';

/**
 * MLflow leaves empty lists out of its documents.
 */
function unlessEmpty<T>(items: T[]): T[] | undefined {
  return items.length ? items : undefined;
}

function pairsToJson(pairs: Map<string, string>) {
  return unlessEmpty([...pairs].map(([key, value]) => ({ key, value })));
}

function sortedPairsToJson(pairs: Map<string, string>) {
  return pairsToJson(new Map([...pairs].sort(([a], [b]) => (a < b ? -1 : 1))));
}

/**
 * A version; without its aliases where MLflow does not give them.
 */
export function versionToJson(
  model: ModelRecord,
  version: VersionRecord,
  options: { withAliases: boolean },
) {
  const aliases = [...model.aliases]
    .filter(([, target]) => target === version.version)
    .map(([alias]) => alias)
    .sort();
  return {
    name: model.name,
    version: String(version.version),
    creation_timestamp: version.createdAt,
    last_updated_timestamp: version.updatedAt,
    current_stage: version.stage,
    description: version.description,
    source: version.source,
    run_id: version.runId,
    status: version.status,
    status_message: version.statusMessage,
    tags: sortedPairsToJson(version.tags),
    run_link: version.runLink,
    aliases: options.withAliases ? unlessEmpty(aliases) : undefined,
  };
}

export function modelToJson(model: ModelRecord, latest: VersionRecord[]) {
  return {
    name: model.name,
    creation_timestamp: model.createdAt,
    last_updated_timestamp: model.updatedAt,
    description: model.description,
    latest_versions: unlessEmpty(
      latest.map(version =>
        versionToJson(model, version, { withAliases: false }),
      ),
    ),
    tags: sortedPairsToJson(model.tags),
    aliases: unlessEmpty(
      [...model.aliases]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([alias, version]) => ({ alias, version: String(version) })),
    ),
  };
}

export function experimentToJson(experiment: ExperimentRecord) {
  return {
    experiment_id: experiment.id,
    name: experiment.name,
    artifact_location: `${ARTIFACT_ROOT}/${experiment.id}`,
    lifecycle_stage: 'active',
    last_update_time: experiment.updatedAt,
    creation_time: experiment.createdAt,
    tags: pairsToJson(experiment.tags),
    workspace: 'default',
  };
}

/**
 * A metric; infinities become the largest numbers, as in MLflow's database.
 */
export function metricToJson({ key, value, timestamp, step }: MetricPoint) {
  const number = Number.isNaN(value)
    ? 'NaN'
    : Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE);
  return { key, value: number, timestamp, step };
}

function inputToJson(input: DatasetInput) {
  return {
    tags: pairsToJson(input.tags),
    dataset: {
      name: input.name,
      digest: input.digest,
      source_type: input.sourceType,
      source: input.source,
      schema: input.schema,
      profile: input.profile,
    },
  };
}

export function runInfoToJson(run: RunRecord) {
  return {
    run_uuid: run.id,
    experiment_id: run.experimentId,
    run_name: run.name,
    user_id: run.userId,
    status: run.status,
    start_time: run.startTime,
    end_time: run.endTime,
    artifact_uri: `${ARTIFACT_ROOT}/${run.experimentId}/${run.id}/artifacts`,
    lifecycle_stage: 'active',
    run_id: run.id,
  };
}

export function loggedModelToJson(
  model: LoggedModelRecord,
  metrics: MetricPoint[],
) {
  return {
    info: {
      model_id: model.id,
      experiment_id: model.experimentId,
      name: model.name,
      creation_timestamp_ms: model.createdAt,
      last_updated_timestamp_ms: model.updatedAt,
      artifact_uri: `${ARTIFACT_ROOT}/${model.experimentId}/models/${model.id}/artifacts`,
      status: model.status,
      model_type: '',
      source_run_id: model.sourceRunId,
      tags: pairsToJson(model.tags),
    },
    data: {
      params: pairsToJson(model.params),
      metrics: unlessEmpty(
        metrics.map(metric => ({
          ...metricToJson(metric),
          dataset_name: metric.datasetName,
          dataset_digest: metric.datasetDigest,
          model_id: model.id,
          run_id: model.sourceRunId,
        })),
      ),
    },
  };
}

export function runToJson(run: RunRecord) {
  return {
    info: runInfoToJson(run),
    data: {
      metrics: unlessEmpty(latestMetrics(run).map(metricToJson)),
      params: pairsToJson(run.params),
      tags: pairsToJson(run.tags),
    },
    inputs: { dataset_inputs: unlessEmpty(run.inputs.map(inputToJson)) },
  };
}
