import {
  MODEL_STAGES,
  RISK_TIERS,
  type DataClassification,
  type Materiality,
  type ModelStage,
  type ModelType,
  type RiskTier,
  type StagedVersion,
} from '@platform-ops/backstage-plugin-models-common';
import { contentHash } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ModelRow } from '../database/rows';
import { toWordSet } from '../database/rows';
import type { ModelFields } from './deriveModelFields';
import { stageRank } from './deriveStage';

/**
 * What a hand-written entity says of the model that it claims; it takes
 * precedence over the registry's tags.
 */
export interface EntityFields {
  owner?: string;
  system?: string;
  type?: ModelType;
  task?: string;
  framework?: string;
  license?: string;
  riskTier?: RiskTier;
  materiality?: Materiality;
  dataClassification?: DataClassification[];
  intendedUse?: string;
  limitations?: string;
}

/**
 * The fields of a model with what the claiming entity says laid over them.
 */
export function effectiveFields(
  row: Pick<ModelRow, 'fields' | 'entity_fields'>,
): ModelFields {
  const fields = JSON.parse(row.fields).derived as ModelFields;
  const entityFields = row.entity_fields
    ? (JSON.parse(row.entity_fields) as EntityFields)
    : {};
  return { ...fields, ...entityFields };
}

/**
 * The columns by which models are filtered and sorted, from what is known of
 * the model.
 */
export function composeFieldColumns(
  row: Pick<
    ModelRow,
    'fields' | 'entity_fields' | 'title' | 'purpose' | 'aliases'
  >,
): Partial<ModelRow> {
  const fields = effectiveFields(row);
  return {
    type: fields.type ?? null,
    task: fields.task ?? null,
    framework: fields.framework ?? null,
    owner: fields.owner ?? null,
    system: fields.system ?? null,
    license: fields.license ?? null,
    risk_tier: fields.riskTier ?? null,
    risk_rank: fields.riskTier ? RISK_TIERS.indexOf(fields.riskTier) + 1 : 0,
    materiality: fields.materiality ?? null,
    data_classification: toWordSet(fields.dataClassification),
    search_text: [row.title, row.purpose, fields.task, fields.framework]
      .filter(Boolean)
      .join(' ')
      .toLowerCase(),
  };
}

/**
 * The columns that follow from the stages of a model's versions.
 */
export function composeStageColumns(
  stagedVersions: StagedVersion[],
): Partial<ModelRow> {
  const sorted = [...stagedVersions].sort(
    (a, b) => stageRank(b.stage) - stageRank(a.stage),
  );
  const stages = new Set<ModelStage>(sorted.map(item => item.stage));
  return {
    staged_versions: JSON.stringify(sorted.slice(0, 10)),
    stages: toWordSet(MODEL_STAGES.filter(stage => stages.has(stage))),
    stage_rank: stageRank(sorted[0]?.stage),
  };
}

/**
 * Hash of all that a reader of the model, or its entity, can see.
 */
export function composeEtag(row: ModelRow): string {
  return contentHash([
    row.generated_ref,
    row.entity_ref,
    row.title,
    row.purpose,
    row.description,
    row.type,
    row.task,
    row.framework,
    row.owner,
    row.system,
    row.license,
    row.risk_tier,
    row.materiality,
    row.data_classification,
    row.staged_versions,
    row.aliases,
    row.fields,
    row.entity_fields,
    row.version_count,
    row.latest_version,
    row.ui_url,
    row.claim_state,
    row.claimed_by,
    row.claim_reason,
    row.deleted_at === null,
  ]);
}
