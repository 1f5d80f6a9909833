import type { Knex } from 'knex';
import { UNRECOGNISED_DATA_CLASSIFICATION } from '@platform-ops/backstage-plugin-models-common';
import {
  contentHash,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { toGeneratedRef } from '../services/entityNames';
import { takeNumbers } from './counters';
import {
  fromWordSet,
  toWordSet,
  type DatasetRow,
  type ModelRow,
  type VersionRow,
} from './rows';

type DatasetColumns = Pick<
  DatasetRow,
  'native_name' | 'source' | 'source_type' | 'data_classification'
>;

/**
 * Hash of all that a reader of the dataset's entity can see.
 */
export function datasetEtag(row: DatasetColumns): string {
  return contentHash([
    row.native_name,
    row.source,
    row.source_type,
    row.data_classification,
  ]);
}

/**
 * Gives the datasets of models whose classes changed what these models carry
 * now. A class that a model brought in stays, for the data is the same; only
 * an unrecognised one goes with the last model that carries it.
 */
export async function spreadClasses(
  transaction: Knex.Transaction,
  modelIds: string[],
): Promise<void> {
  if (!modelIds.length) {
    return;
  }
  const brought = await classesByDataset(transaction, query =>
    query.whereIn('models_models.id', modelIds),
  );
  if (!brought.size) {
    return;
  }
  const unrecognised = await classesByDataset(transaction, query =>
    query
      .whereNull('models_models.deleted_at')
      .where(
        'data_classification',
        'like',
        `%|${UNRECOGNISED_DATA_CLASSIFICATION}|%`,
      ),
  );
  for (const batch of inChunks([...brought.keys()], 200)) {
    const rows = await transaction<DatasetRow>('models_datasets').whereIn(
      'entity_ref',
      batch,
    );
    for (const row of rows) {
      const classes = new Set([
        ...fromWordSet(row.data_classification),
        ...brought.get(row.entity_ref)!,
      ]);
      classes.delete(UNRECOGNISED_DATA_CLASSIFICATION);
      if (unrecognised.has(row.entity_ref)) {
        classes.add(UNRECOGNISED_DATA_CLASSIFICATION);
      }
      const next = { ...row, data_classification: toWordSet(classes) };
      if (next.data_classification !== row.data_classification) {
        await transaction('models_datasets')
          .where({ entity_ref: row.entity_ref })
          .update({
            data_classification: next.data_classification,
            etag: datasetEtag(next),
            revision: await takeNumbers(transaction, 'revision', 1),
          });
      }
    }
  }
}

/**
 * The classes of the models that used a dataset, by its ref.
 */
async function classesByDataset(
  transaction: Knex.Transaction,
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<Map<string, Set<string>>> {
  const rows: Array<
    Pick<VersionRow, 'details'> &
      Pick<ModelRow, 'registry_id' | 'data_classification'>
  > = await narrow(
    transaction('models_versions')
      .join('models_models', 'models_models.id', 'model_id')
      .whereNotNull('details'),
  ).select('details', 'registry_id', 'data_classification');
  const classes = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const { name } of JSON.parse(row.details!).datasets ?? []) {
      const ref = toGeneratedRef('dataset', row.registry_id, name);
      const known = classes.get(ref) ?? new Set();
      classes.set(ref, known);
      fromWordSet(row.data_classification).forEach(item => known.add(item));
    }
  }
  return classes;
}
