import type {
  ModelVersion,
  StageChange,
} from '@platform-ops/backstage-plugin-models-common';
import type { RegisteredVersionDetails } from '@platform-ops/backstage-plugin-models-node';
import { toTimestamp } from '@platform-ops/backstage-plugin-platform-ops-node';
import { toGeneratedRef } from '../services/entityNames';
import type { StageChangeRow, VersionRow } from './rows';

const NO_DETAILS: RegisteredVersionDetails = {
  parameters: {},
  metrics: [],
  datasets: [],
};

/**
 * A version as readers see it.
 */
export function toModelVersion(
  row: VersionRow,
  registryId: string,
): ModelVersion {
  const details = row.details
    ? (JSON.parse(row.details) as RegisteredVersionDetails)
    : NO_DETAILS;
  return {
    id: row.id,
    modelId: row.model_id,
    version: row.version,
    stage: (row.stage as ModelVersion['stage']) ?? undefined,
    stageSource: (row.stage_source as ModelVersion['stageSource']) ?? undefined,
    stageSince: row.stage
      ? {
          after: toTimestamp(row.stage_after),
          before: toTimestamp(row.stage_before),
        }
      : undefined,
    aliases: JSON.parse(row.aliases),
    status: row.status as ModelVersion['status'],
    statusMessage: row.status_message ?? undefined,
    description: row.description ?? undefined,
    createdAt: toTimestamp(row.created_at),
    createdBy: row.created_by ?? undefined,
    updatedAt: toTimestamp(row.updated_at),
    firstSeenAt: toTimestamp(row.first_seen_at),
    deletedAt: toTimestamp(row.deleted_at),
    artifactUri: row.artifact_uri ?? undefined,
    artifactLocation: details.artifactLocation,
    artifactDigest: row.artifact_digest ?? undefined,
    runId: row.run_id ?? undefined,
    runUrl: row.run_url ?? undefined,
    uiUrl: row.ui_url ?? undefined,
    clientUri: row.client_uri ?? undefined,
    tags: JSON.parse(row.tags),
    parameters: details.parameters,
    metrics: details.metrics.map(metric => ({
      ...metric,
      measuredAt:
        metric.measuredAt && new Date(metric.measuredAt).toISOString(),
    })),
    datasets: details.datasets.map(dataset => ({
      name: dataset.name,
      digest: dataset.digest,
      split: dataset.split,
      source: dataset.source,
      entityRef: toGeneratedRef('dataset', registryId, dataset.name),
    })),
    signature: details.signature,
  };
}

/**
 * An entry of the stage history as readers see it.
 */
export function toStageChange(row: StageChangeRow): StageChange {
  return {
    sequence: Number(row.sequence),
    modelId: row.model_id,
    versionId: row.version_id,
    version: row.version,
    from: (row.from_stage as StageChange['from']) ?? undefined,
    to: (row.to_stage as StageChange['to']) ?? undefined,
    source: row.source as StageChange['source'],
    actor: row.actor ?? undefined,
    time: {
      exact: toTimestamp(row.exact_at),
      after: toTimestamp(row.observed_after),
      before: toTimestamp(row.observed_before),
    },
  };
}
