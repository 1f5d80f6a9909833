import {
  type DataClassification,
  type Model,
  type ModelSummary,
} from '@platform-ops/backstage-plugin-models-common';
import {
  type StoredTime,
  toTimestamp,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { effectiveFields } from '../services/composeModel';
import { fromWordSet, type ModelRow } from './rows';

/** What the row of its registry adds to a model. */
export interface RegistryFreshness {
  lastSyncedAt: StoredTime | null;
  stale: boolean;
}

/**
 * A row of the list as readers see it.
 */
export function toModelSummary(
  row: ModelRow,
  freshness: RegistryFreshness,
): ModelSummary {
  return {
    id: row.id,
    registryId: row.registry_id,
    nativeName: row.native_name,
    entityRef: row.entity_ref,
    title: row.title,
    purpose: row.purpose ?? undefined,
    type: (row.type as ModelSummary['type']) ?? undefined,
    task: row.task ?? undefined,
    framework: row.framework ?? undefined,
    owner: row.owner ?? undefined,
    system: row.system ?? undefined,
    license: row.license ?? undefined,
    riskTier: (row.risk_tier as ModelSummary['riskTier']) ?? undefined,
    materiality: (row.materiality as ModelSummary['materiality']) ?? undefined,
    dataClassification: fromWordSet(
      row.data_classification,
    ) as DataClassification[],
    stagedVersions: JSON.parse(row.staged_versions),
    aliases: JSON.parse(row.aliases),
    versionCount: row.version_count,
    latestVersion: row.latest_version ?? undefined,
    createdAt: toTimestamp(row.created_at),
    updatedAt: toTimestamp(row.updated_at),
    firstSeenAt: toTimestamp(row.first_seen_at),
    lastSyncedAt: toTimestamp(freshness.lastSyncedAt ?? row.first_seen_at),
    stale: freshness.stale,
    claim: {
      state: row.claim_state as ModelSummary['claim']['state'],
      claimedBy: row.claimed_by ?? undefined,
      reason: row.claim_reason ?? undefined,
    },
    uiUrl: row.ui_url ?? undefined,
    revision: Number(row.revision),
  };
}

/**
 * A model in full as readers see it.
 */
export function toModel(row: ModelRow, freshness: RegistryFreshness): Model {
  const fields = effectiveFields(row);
  return {
    ...toModelSummary(row, freshness),
    description: row.description ?? undefined,
    tags: JSON.parse(row.fields).tags,
    modality: fields.modality,
    baseModels: fields.baseModels,
    derivedFrom: fields.derivedFrom,
    trainedOn: fields.trainedOn,
    intendedUse: fields.intendedUse,
    limitations: fields.limitations,
    unrecognisedClassification: fields.unrecognisedClassification,
    problems: fields.problems,
  };
}
