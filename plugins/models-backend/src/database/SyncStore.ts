import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { UNRECOGNISED_DATA_CLASSIFICATION } from '@platform-ops/backstage-plugin-models-common';
import type {
  RegisteredModelListing,
  RegisteredVersion,
  RegisteredVersionDetails,
} from '@platform-ops/backstage-plugin-models-node';
import {
  columnText,
  inChunks,
  shortColumnText,
  type StoredTime,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { RegistryMapping } from '../config';
import { composeFieldColumns } from '../services/composeModel';
import {
  deriveModelFields,
  firstSentence,
} from '../services/deriveModelFields';
import { stageFromTags } from '../services/deriveStage';
import { readDigest } from '../services/artifactDigest';
import { artifactKey } from '../services/artifactKeys';
import { toGeneratedRef } from '../services/entityNames';
import { sortVersion } from '../services/sortVersion';
import { lockRevisions, takeNumbers } from './counters';
import { spreadClasses } from './datasetClasses';
import type { ModelRow, VersionRow } from './rows';

/** What a sync needs to know of a model that it saw before. */
export interface KnownModel {
  id: string;
  fingerprint: string | null;
  /** The run that last saw a change of its listing row. */
  listedInRun: number;
  /** The run that last read all its versions. */
  readInRun: number | null;
  absentSince: StoredTime | null;
  deleted: boolean;
}

/** What a sync needs to know of a version that it saw before. */
export interface KnownVersion {
  id: string;
  status: string;
  fingerprint: string;
  lacksDetails: boolean;
  deleted: boolean;
}

/** A version to be written. */
export interface VersionWrite {
  id: string;
  modelId: string;
  version: RegisteredVersion;
  /** Undefined keeps what is known. */
  details?: RegisteredVersionDetails | null;
  /** When it would have been seen before, had it been there. */
  lookedBefore?: Date;
}

const WRITE_BATCH = 100;

/**
 * What a sync reads and writes. A model whose listing row changed after the run
 * that last read its versions has yet to be read, by whichever run.
 */
export class SyncStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async loadModels(registryId: string): Promise<Map<string, KnownModel>> {
    const rows = await this.#knex<ModelRow>('models_models')
      .where({ registry_id: registryId })
      .select(
        'id',
        'native_name',
        'fingerprint',
        'listed_in_run',
        'read_in_run',
        'absent_since',
        'deleted_at',
      );
    return new Map(
      rows.map(row => [
        row.native_name,
        {
          id: row.id,
          fingerprint: row.fingerprint,
          listedInRun: row.listed_in_run,
          readInRun: row.read_in_run,
          absentSince: row.absent_since,
          deleted: row.deleted_at !== null,
        },
      ]),
    );
  }

  /**
   * Writes what a listing says of models that are new or changed.
   */
  async saveListing(
    registryId: string,
    mapping: RegistryMapping,
    models: Array<{ id: string; listing: RegisteredModelListing }>,
    seen: { at: Date; run: number },
  ): Promise<void> {
    for (const batch of inChunks(models, WRITE_BATCH)) {
      await this.#knex.transaction(async transaction => {
        await lockRevisions(transaction);
        const before = new Map(
          (
            await transaction<ModelRow>('models_models')
              .whereIn(
                'id',
                batch.map(item => item.id),
              )
              .select('id', 'entity_fields', 'data_classification')
          ).map(row => [row.id, row]),
        );
        const rows = batch.map(({ id, listing }) => {
          const generatedRef = toGeneratedRef(
            'model',
            registryId,
            listing.name,
          );
          const base = {
            id,
            registry_id: registryId,
            native_name: listing.name,
            generated_ref: generatedRef,
            title: listing.name,
            sort_title: listing.name.toLowerCase(),
            purpose: columnText(firstSentence(listing.description)),
            description: columnText(listing.description),
            fields: JSON.stringify({
              derived: deriveModelFields(listing.tags, mapping),
              tags: listing.tags,
            }),
            entity_fields: before.get(id)?.entity_fields ?? null,
            aliases: JSON.stringify(listing.aliases),
            ui_url: listing.uiUrl ?? null,
            created_at: listing.createdAt ?? null,
            updated_at: listing.updatedAt ?? null,
            absent_since: null,
            deleted_at: null,
            fingerprint: listing.fingerprint,
            listed_in_run: seen.run,
          };
          return {
            ...base,
            ...composeFieldColumns(base),
            entity_ref: generatedRef,
            stages: '',
            stage_rank: 0,
            staged_versions: '[]',
            version_count: 0,
            first_seen_at: seen.at,
            claim_state: 'none',
            etag: '',
            revision: 0,
          };
        });
        const kept = [
          'id',
          'entity_ref',
          'stages',
          'stage_rank',
          'staged_versions',
          'version_count',
          'first_seen_at',
          'claim_state',
          'etag',
          'revision',
          'entity_fields',
        ];
        await transaction('models_models')
          .insert(rows)
          .onConflict('id')
          .merge(Object.keys(rows[0]).filter(column => !kept.includes(column)));
        await announceClasses(
          transaction,
          rows.filter(row => {
            const known = before.get(row.id);
            return (
              known && known.data_classification !== row.data_classification
            );
          }),
        );
      });
    }
  }

  /**
   * The versions of each of the given models, by what the registry calls them.
   */
  async loadVersions(
    modelIds: string[],
  ): Promise<Map<string, Map<string, KnownVersion>>> {
    const result = new Map<string, Map<string, KnownVersion>>(
      modelIds.map(id => [id, new Map()]),
    );
    for (const batch of inChunks(modelIds, 500)) {
      const rows = await this.#knex('models_versions')
        .whereIn('model_id', batch)
        .select(
          'id',
          'model_id',
          'version',
          'status',
          'fingerprint',
          'deleted_at',
          this.#knex.raw(
            'CASE WHEN details IS NULL AND run_id IS NOT NULL THEN 1 ELSE 0 END AS lacks_details',
          ),
        );
      for (const row of rows) {
        result.get(row.model_id)!.set(row.version, {
          id: row.id,
          status: row.status,
          fingerprint: row.fingerprint,
          lacksDetails: Number(row.lacks_details) === 1,
          deleted: row.deleted_at !== null,
        });
      }
    }
    return result;
  }

  async saveVersions(
    versions: VersionWrite[],
    mapping: RegistryMapping,
    seenAt: Date,
  ): Promise<void> {
    for (const batch of inChunks(versions, WRITE_BATCH)) {
      const rows = batch.map(write => ({
        ...toVersionColumns(write, mapping),
        stage_rank: 0,
        aliases: '[]',
        first_seen_at: seenAt,
        first_seen_after: write.lookedBefore ?? null,
      }));
      const fromRun = ['details', 'created_by', 'storage_key'];
      const kept = [
        'id',
        'stage_rank',
        'aliases',
        'first_seen_at',
        'first_seen_after',
        ...fromRun,
      ];
      const columns = Object.keys(rows[0]).filter(
        column => !kept.includes(column),
      );
      const [described, others] = partition(
        rows,
        (_, index) => batch[index].details !== undefined,
      );
      await this.#knex.transaction(async transaction => {
        if (described.length) {
          await transaction('models_versions')
            .insert(described)
            .onConflict('id')
            .merge([...columns, ...fromRun]);
        }
        if (others.length) {
          await transaction('models_versions')
            .insert(others)
            .onConflict('id')
            .merge(columns);
        }
      });
    }
  }

  /**
   * Notes that all versions of these models were read.
   */
  async markRead(ids: string[], run: number): Promise<void> {
    for (const batch of inChunks(ids, 500)) {
      await this.#knex('models_models')
        .whereIn('id', batch)
        .update({ read_in_run: run });
    }
  }

  async markVersionsDeleted(ids: string[], at: Date): Promise<void> {
    for (const batch of inChunks(ids, 500)) {
      await this.#knex('models_versions')
        .whereIn('id', batch)
        .update({ deleted_at: at });
    }
  }

  async markVersionsOfModelsDeleted(
    modelIds: string[],
    at: Date,
  ): Promise<void> {
    for (const batch of inChunks(modelIds, 500)) {
      await this.#knex('models_versions')
        .whereIn('model_id', batch)
        .whereNull('deleted_at')
        .update({ deleted_at: at });
    }
  }

  async setAbsentSince(ids: string[], since: Date | null): Promise<void> {
    for (const batch of inChunks(ids, 500)) {
      await this.#knex('models_models')
        .whereIn('id', batch)
        .update({ absent_since: since });
    }
  }

  async markModelsDeleted(ids: string[], at: Date): Promise<void> {
    for (const batch of inChunks(ids, 500)) {
      await this.#knex.transaction(async transaction => {
        const first = await takeNumbers(transaction, 'revision', 1);
        const unrecognised = await transaction<ModelRow>('models_models')
          .whereIn('id', batch)
          .where(
            'data_classification',
            'like',
            `%|${UNRECOGNISED_DATA_CLASSIFICATION}|%`,
          )
          .select('id');
        await transaction('models_models').whereIn('id', batch).update({
          deleted_at: at,
          fingerprint: null,
          etag: 'deleted',
          revision: first,
        });
        await spreadClasses(
          transaction,
          unrecognised.map(row => row.id),
        );
      });
    }
  }

  static newId(): string {
    return randomUUID();
  }
}

/**
 * Tells of classes at once: whom they hide a model from shall not see it in the
 * catalog until its versions were read.
 */
async function announceClasses(
  transaction: Knex.Transaction,
  models: Array<Pick<ModelRow, 'id'>>,
): Promise<void> {
  const ids = models.map(row => row.id);
  if (ids.length) {
    await transaction('models_models')
      .whereIn('id', ids)
      // The others were never told of.
      .where('revision', '>', 0)
      .update({ revision: await takeNumbers(transaction, 'revision', 1) });
  }
  await spreadClasses(transaction, ids);
}

function partition<T>(
  items: T[],
  test: (item: T, index: number) => boolean,
): [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  items.forEach((item, index) => (test(item, index) ? yes : no).push(item));
  return [yes, no];
}

function toVersionColumns(
  { id, modelId, version, details }: VersionWrite,
  mapping: RegistryMapping,
): Omit<
  VersionRow,
  | 'stage'
  | 'stage_rank'
  | 'stage_source'
  | 'stage_after'
  | 'stage_before'
  | 'aliases'
  | 'first_seen_at'
  | 'first_seen_after'
> {
  return {
    id,
    model_id: modelId,
    version: version.version,
    sort_version: sortVersion(version.version),
    tag_stage: stageFromTags(version.tags, mapping) ?? null,
    native_stage: shortColumnText(version.nativeStage),
    status: version.status,
    status_message: columnText(version.statusMessage),
    description: columnText(version.description),
    created_by: columnText(details?.createdBy ?? version.createdBy),
    artifact_uri: columnText(version.artifactUri),
    artifact_digest: shortColumnText(readDigest(version)),
    artifact_key: artifactKey(version.artifactUri) ?? null,
    storage_key: artifactKey(details?.artifactLocation) ?? null,
    client_key: artifactKey(version.clientUri) ?? null,
    run_id: columnText(version.runId),
    run_url: columnText(version.runUrl),
    ui_url: version.uiUrl ?? null,
    client_uri: version.clientUri ?? null,
    tags: JSON.stringify(version.tags),
    details: details ? JSON.stringify(details) : null,
    search_text: columnText(
      [
        version.version,
        version.description?.slice(0, 2000),
        version.runId,
        ...Object.entries(version.tags).map(
          ([key, value]) => `${key}=${value}`,
        ),
      ]
        .filter(Boolean)
        .join(' ')
        .toLowerCase(),
    ),
    created_at: version.createdAt ?? null,
    updated_at: version.updatedAt ?? null,
    deleted_at: null,
    fingerprint: version.fingerprint,
  };
}
