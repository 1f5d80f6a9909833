import type { Knex } from 'knex';
import {
  columnText,
  inChunks,
  shortColumnText,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { toGeneratedRef } from '../services/entityNames';
import { lockRevisions, takeNumbers } from './counters';
import { datasetEtag } from './datasetClasses';
import { fromWordSet, toWordSet, type DatasetRow, type ModelRow } from './rows';

const WRITE_BATCH = 100;

/** A dataset that a run names, and the classes of the model that used it. */
export interface DatasetUse {
  name: string;
  source?: string;
  sourceType?: string;
  dataClassification: string[];
}

/**
 * The datasets that the runs of a registry name.
 */
export class DatasetStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * The classes of the data that models carry, by their ids.
   */
  async loadClassifications(
    modelIds: string[],
  ): Promise<Map<string, string[]>> {
    const classes = new Map<string, string[]>();
    for (const batch of inChunks(modelIds, 500)) {
      const rows = await this.#knex<ModelRow>('models_models')
        .whereIn('id', batch)
        .select('id', 'data_classification');
      for (const row of rows) {
        classes.set(row.id, fromWordSet(row.data_classification));
      }
    }
    return classes;
  }

  /**
   * Remembers datasets that were not seen before, or whose source moved.
   */
  async save(
    registryId: string,
    datasets: DatasetUse[],
    seenAt: Date,
  ): Promise<void> {
    const unique = new Map<string, DatasetUse>();
    for (const dataset of datasets) {
      const classes = unique.get(dataset.name)?.dataClassification ?? [];
      unique.set(dataset.name, {
        ...dataset,
        dataClassification: [...classes, ...dataset.dataClassification],
      });
    }
    for (const batch of inChunks([...unique.values()], WRITE_BATCH)) {
      await this.#knex.transaction(async transaction => {
        await lockRevisions(transaction);
        const refOf = (name: string) =>
          toGeneratedRef('dataset', registryId, name);
        const known = new Map(
          (
            await transaction<DatasetRow>('models_datasets').whereIn(
              'entity_ref',
              batch.map(dataset => refOf(dataset.name)),
            )
          ).map(row => [row.entity_ref, row]),
        );
        const rows = batch.map(dataset => {
          const before = known.get(refOf(dataset.name));
          // A class that a model brought in stays: the data is the same.
          const classes = toWordSet([
            ...fromWordSet(before?.data_classification ?? ''),
            ...dataset.dataClassification,
          ]);
          const columns = {
            registry_id: registryId,
            native_name: dataset.name,
            entity_ref: refOf(dataset.name),
            source: columnText(dataset.source),
            source_type: shortColumnText(dataset.sourceType),
            data_classification: classes,
            first_seen_at: seenAt,
          };
          return { ...columns, etag: datasetEtag(columns) };
        });
        const changed = rows.filter(
          row => known.get(row.entity_ref)?.etag !== row.etag,
        );
        if (!changed.length) {
          return;
        }
        const first = await takeNumbers(
          transaction,
          'revision',
          changed.length,
        );
        await transaction('models_datasets')
          .insert(
            changed.map((row, index) => ({ ...row, revision: first + index })),
          )
          .onConflict('entity_ref')
          .merge([
            'source',
            'source_type',
            'data_classification',
            'etag',
            'revision',
          ]);
      });
    }
  }
}
