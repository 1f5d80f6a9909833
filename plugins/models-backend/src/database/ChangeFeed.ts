import type { Knex } from 'knex';
import type { z } from 'zod';
import type {
  CatalogChange,
  DataClassification,
  listChangesQuerySchema,
  ListChangesResponse,
} from '@platform-ops/backstage-plugin-models-common';
import {
  isPostgres,
  toTimestamp,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { toModel, type RegistryFreshness } from './mapModels';
import { fromWordSet, type DatasetRow, type ModelRow } from './rows';

type ListChangesInput = z.output<typeof listChangesQuerySchema>;

/**
 * Tells the catalog which generated entities it shall hold, in the order in
 * which that changed.
 */
export class ChangeFeed {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(
    input: ListChangesInput,
    freshness: RegistryFreshness,
  ): Promise<ListChangesResponse> {
    // All as of one moment: what is written between two questions could
    // otherwise lie behind the revision that the answer ends with.
    return this.#knex.transaction(
      async transaction => {
        const models = await readPage<ModelRow>(
          transaction,
          'models_models',
          input,
        );
        const datasets = await readPage<DatasetRow>(
          transaction,
          'models_datasets',
          input,
        );
        const changes: CatalogChange[] = [
          ...models.rows.map(row => toModelChange(row, freshness)),
          ...datasets.rows.map(toDatasetChange),
        ].sort((a, b) => a.revision - b.revision);
        const items = endWithWholeRevision(changes, input.limit);
        return {
          items,
          revision:
            items.at(-1)?.revision ??
            (await noMoreThan(transaction, input.after)),
          hasMore:
            items.length < changes.length || models.hasMore || datasets.hasMore,
          complete: freshness.lastSyncedAt !== null,
        };
      },
      isPostgres(this.#knex)
        ? { isolationLevel: 'repeatable read', readOnly: true }
        : {},
    );
  }
}

/**
 * After a restore the counter may be behind what a reader has seen; telling so
 * makes it start anew.
 */
async function noMoreThan(knex: Knex, revision: number): Promise<number> {
  const row = await knex('models_counters')
    .where({ name: 'revision' })
    .first('value');
  return Math.min(revision, Number(row.value));
}

async function readPage<T extends object>(
  knex: Knex,
  table: string,
  input: ListChangesInput,
): Promise<{ rows: T[]; hasMore: boolean }> {
  const next = () =>
    knex(table)
      .where('registry_id', input.registry)
      .where('revision', '>', input.after);
  // Deletions of one batch share a revision, and a page never splits one.
  const boundary = await next()
    .orderBy('revision')
    .offset(input.limit)
    .first('revision');
  const page = next().select('*');
  if (boundary) {
    page.where('revision', '<=', boundary.revision);
  }
  return { rows: await page, hasMore: boundary !== undefined };
}

/**
 * As many changes as fit, without splitting those of one revision.
 */
function endWithWholeRevision(
  changes: CatalogChange[],
  limit: number,
): CatalogChange[] {
  if (changes.length <= limit) {
    return changes;
  }
  const last = changes[limit - 1].revision;
  const end = changes.findIndex(change => change.revision > last);
  return end === -1 ? changes : changes.slice(0, end);
}

function toModelChange(
  row: ModelRow,
  freshness: RegistryFreshness,
): CatalogChange {
  const present = row.deleted_at === null && row.claim_state !== 'claimed';
  return {
    kind: 'model',
    revision: Number(row.revision),
    registryId: row.registry_id,
    nativeName: row.native_name,
    generatedRef: row.generated_ref,
    present,
    etag: row.etag,
    model: present ? toModel(row, freshness) : undefined,
  };
}

function toDatasetChange(row: DatasetRow): CatalogChange {
  return {
    kind: 'dataset',
    revision: Number(row.revision),
    registryId: row.registry_id,
    generatedRef: row.entity_ref,
    present: true,
    etag: row.etag,
    dataset: {
      registryId: row.registry_id,
      nativeName: row.native_name,
      entityRef: row.entity_ref,
      title: row.native_name,
      source: row.source ?? undefined,
      sourceType: row.source_type ?? undefined,
      dataClassification: fromWordSet(
        row.data_classification,
      ) as DataClassification[],
      firstSeenAt: toTimestamp(row.first_seen_at),
    },
  };
}
