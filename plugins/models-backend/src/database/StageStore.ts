import type { Knex } from 'knex';
import type {
  ModelAlias,
  ModelStage,
  StagedVersion,
  StageSource,
} from '@platform-ops/backstage-plugin-models-common';
import type { ObservedTime } from '@platform-ops/backstage-plugin-platform-ops-common';
import {
  canonicalJson,
  inChunks,
  toTimestamp,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { RegistryMapping } from '../config';
import { composeEtag, composeStageColumns } from '../services/composeModel';
import { deriveStage, stageRank } from '../services/deriveStage';
import { findAliasMoves, type AliasMove } from './aliasMoves';
import { lockRevisions, takeNumbers } from './counters';
import type {
  AliasChangeRow,
  ModelRow,
  StageChangeRow,
  VersionRow,
} from './rows';

type StageVersionRow = Pick<
  VersionRow,
  | 'id'
  | 'model_id'
  | 'version'
  | 'sort_version'
  | 'stage'
  | 'stage_rank'
  | 'stage_source'
  | 'stage_after'
  | 'stage_before'
  | 'tag_stage'
  | 'native_stage'
  | 'aliases'
  | 'status'
  | 'tags'
  | 'search_text'
  | 'first_seen_at'
  | 'fingerprint'
  | 'deleted_at'
>;

const STAGE_VERSION_COLUMNS = [
  'id',
  'model_id',
  'version',
  'sort_version',
  'stage',
  'stage_rank',
  'stage_source',
  'stage_after',
  'stage_before',
  'tag_stage',
  'native_stage',
  'aliases',
  'status',
  'tags',
  'search_text',
  'first_seen_at',
  'fingerprint',
  'deleted_at',
] as const;

const MODELS_PER_TRANSACTION = 100;

/** When a registry was asked. */
export interface ObservationWindow {
  /** When the listing, which shows all aliases, was last read. */
  listedAfter?: Date;
  /** When all versions, with their tags, were last read. */
  sweptAfter?: Date;
  before: Date;
}

interface StageChange {
  row: StageVersionRow;
  from: string | null;
  to: string | null;
  source: StageSource;
  after: Date | undefined;
}

/**
 * Draws the conclusions of a sync: stages and aliases of versions, the
 * append-only history of their changes, and the row of the model with a new
 * revision where a reader sees a difference.
 */
export class StageStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * @returns how many models look different now.
   */
  async conclude(
    modelIds: string[],
    mapping: RegistryMapping,
    observed: ObservationWindow,
  ): Promise<number> {
    let changed = 0;
    for (const batch of inChunks(modelIds, MODELS_PER_TRANSACTION)) {
      changed += await this.#knex.transaction(transaction =>
        concludeBatch(transaction, batch, mapping, observed),
      );
    }
    return changed;
  }
}

async function concludeBatch(
  transaction: Knex.Transaction,
  ids: string[],
  mapping: RegistryMapping,
  observed: ObservationWindow,
): Promise<number> {
  await lockRevisions(transaction);
  const rows = await transaction<ModelRow>('models_models')
    .whereIn('id', ids)
    .forUpdate();
  const aliasesByModel = new Map<string, ModelAlias[]>(
    rows.map(row => [row.id, JSON.parse(row.aliases)]),
  );

  const versions = await loadStageVersions(transaction, aliasesByModel);
  const moves = findAliasMoves(versions, aliasesByModel);
  const { touched, stages } = applyStages(
    versions,
    aliasesByModel,
    mapping,
    observed,
  );
  for (const chunk of inChunks(touched, 200)) {
    await transaction('models_versions')
      .insert(chunk)
      .onConflict('id')
      .merge([
        'stage',
        'stage_rank',
        'stage_source',
        'stage_after',
        'stage_before',
        'aliases',
      ]);
  }
  await appendStageHistory(transaction, stages, observed);
  await appendAliasHistory(transaction, moves, observed);

  const counts = await countVersions(transaction, ids);
  const updated: ModelRow[] = [];
  for (const row of rows) {
    const staged = versions
      .filter(version => version.model_id === row.id && version.stage)
      .map(toStagedVersion);
    const count = counts.get(row.id);
    const next: ModelRow = {
      ...row,
      ...composeStageColumns(staged),
      version_count: count?.count ?? 0,
      latest_version: count?.latest ?? null,
    };
    next.etag = composeEtag(next);
    updated.push(next);
  }
  const before = new Map(rows.map(row => [row.id, row.etag]));
  const different = updated.filter(row => row.etag !== before.get(row.id));
  if (different.length) {
    const first = await takeNumbers(transaction, 'revision', different.length);
    different.forEach((row, index) => {
      row.revision = first + index;
    });
  }
  if (updated.length) {
    await transaction('models_models')
      .insert(updated)
      .onConflict('id')
      .merge([
        'staged_versions',
        'stages',
        'stage_rank',
        'version_count',
        'latest_version',
        'etag',
        'revision',
      ]);
  }
  return different.length;
}

/**
 * Only versions that have a stage, could have one, or had one.
 */
async function loadStageVersions(
  transaction: Knex.Transaction,
  aliasesByModel: Map<string, ModelAlias[]>,
): Promise<StageVersionRow[]> {
  const pairs = [...aliasesByModel].flatMap(([modelId, aliases]) =>
    aliases.map(alias => [modelId, alias.version]),
  );
  return transaction<VersionRow>('models_versions')
    .whereIn('model_id', [...aliasesByModel.keys()])
    .where(builder => {
      builder
        .whereNotNull('stage')
        .orWhere(live =>
          live
            .whereNull('deleted_at')
            .where(candidates =>
              candidates
                .whereNotNull('tag_stage')
                .orWhereNotNull('native_stage'),
            ),
        )
        .orWhereNot('aliases', '[]');
      if (pairs.length) {
        builder.orWhereIn(['model_id', 'version'], pairs);
      }
    })
    .select(STAGE_VERSION_COLUMNS);
}

function applyStages(
  versions: StageVersionRow[],
  aliasesByModel: Map<string, ModelAlias[]>,
  mapping: RegistryMapping,
  observed: ObservationWindow,
): { touched: StageVersionRow[]; stages: StageChange[] } {
  const touched: StageVersionRow[] = [];
  const stages: StageChange[] = [];
  for (const row of versions) {
    const live = row.deleted_at === null;
    const aliases = live
      ? aliasesByModel
          .get(row.model_id)!
          .filter(alias => alias.version === row.version)
          .map(alias => alias.alias)
          .sort()
      : [];
    const derived = live
      ? deriveStage({
          tagStage: (row.tag_stage as ModelStage | null) ?? undefined,
          aliases,
          nativeStage: row.native_stage ?? undefined,
          mapping,
        })
      : undefined;
    const stage = derived?.stage ?? null;
    const source = derived?.source ?? null;
    const aliasesJson = JSON.stringify(aliases);
    if (
      stage === row.stage &&
      source === row.stage_source &&
      aliasesJson === row.aliases
    ) {
      continue;
    }
    if (stage !== row.stage) {
      const sources = [row.stage_source, source].filter(Boolean);
      const after = sources.every(item => item === 'alias')
        ? observed.listedAfter
        : observed.sweptAfter;
      stages.push({
        row,
        from: row.stage,
        to: stage,
        source: source ?? (row.stage_source as StageSource),
        after,
      });
      row.stage_after = after ?? null;
      row.stage_before = observed.before;
    }
    row.stage = stage;
    row.stage_source = source;
    row.stage_rank = stageRank(derived?.stage);
    row.aliases = aliasesJson;
    touched.push(row);
  }
  return { touched, stages };
}

async function appendStageHistory(
  transaction: Knex.Transaction,
  changes: StageChange[],
  observed: ObservationWindow,
): Promise<void> {
  if (!changes.length) {
    return;
  }
  const first = await takeNumbers(transaction, 'stage-change', changes.length);
  const rows = changes.map(({ row, from, to, source, after }, index) => {
    const sequence = first + index;
    const entry = {
      sequence,
      modelId: row.model_id,
      versionId: row.id,
      version: row.version,
      from: from ?? undefined,
      to: to ?? undefined,
      source,
      observedAfter: after?.toISOString(),
      observedBefore: observed.before.toISOString(),
    };
    return {
      sequence,
      model_id: row.model_id,
      version_id: row.id,
      version: row.version,
      from_stage: from,
      to_stage: to,
      source,
      actor: null,
      exact_at: null,
      observed_after: after ?? null,
      observed_before: observed.before,
      canonical: canonicalJson(entry),
    };
  });
  for (const batch of inChunks(rows, 200)) {
    await transaction<StageChangeRow>('models_stage_changes').insert(batch);
  }
}

/** The listing shows all aliases. */
async function appendAliasHistory(
  transaction: Knex.Transaction,
  moves: AliasMove[],
  { listedAfter, before }: ObservationWindow,
): Promise<void> {
  if (!moves.length) {
    return;
  }
  const first = await takeNumbers(transaction, 'alias-change', moves.length);
  const rows = moves.map(
    ({ modelId, alias, from, to }, index): AliasChangeRow => {
      const sequence = first + index;
      return {
        sequence,
        model_id: modelId,
        alias,
        from_version: from,
        to_version: to,
        observed_after: listedAfter ?? null,
        observed_before: before,
        canonical: canonicalJson({
          sequence,
          modelId,
          alias,
          from: from ?? undefined,
          to: to ?? undefined,
          observedAfter: listedAfter?.toISOString(),
          observedBefore: before.toISOString(),
        }),
      };
    },
  );
  for (const batch of inChunks(rows, 200)) {
    await transaction<AliasChangeRow>('models_alias_changes').insert(batch);
  }
}

async function countVersions(
  transaction: Knex.Transaction,
  modelIds: string[],
): Promise<Map<string, { count: number; latest: string | null }>> {
  const counts: Array<{ model_id: string; count: number; latest: string }> =
    await transaction('models_versions')
      .whereIn('model_id', modelIds)
      .whereNull('deleted_at')
      .groupBy('model_id')
      .select('model_id')
      .count({ count: '*' })
      .max({ latest: 'sort_version' });
  if (!counts.length) {
    return new Map();
  }
  const latest = await transaction<VersionRow>('models_versions')
    .whereIn(
      ['model_id', 'sort_version'],
      counts.map(row => [row.model_id, row.latest]),
    )
    .select('model_id', 'version');
  const latestByModel = new Map(latest.map(row => [row.model_id, row.version]));
  return new Map(
    counts.map(row => [
      row.model_id,
      {
        count: Number(row.count),
        latest: latestByModel.get(row.model_id) ?? null,
      },
    ]),
  );
}

function toStagedVersion(row: StageVersionRow): StagedVersion {
  const since: ObservedTime = {
    after: toTimestamp(row.stage_after),
    before: toTimestamp(row.stage_before),
  };
  return {
    id: row.id,
    version: row.version,
    stage: row.stage as ModelStage,
    source: row.stage_source as StageSource,
    since,
  };
}
