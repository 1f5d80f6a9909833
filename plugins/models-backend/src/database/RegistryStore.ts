import type { Knex } from 'knex';
import type { RegistryRow } from './rows';

/** Where in the listing of all versions a reading is. */
export interface SweepPlace {
  cursor: string;
  /** The first row of the page, by which one sees whether rows have moved. */
  firstRow: { modelName: string; version: string };
  /** Rows have moved since the listing began, so some may have been missed. */
  isUncertain: boolean;
}

/** A reading of all versions, which may go over many runs. */
export interface Sweep {
  /** The run that began it. */
  run: number;
  startedAt: string;
  /** Where to go on; missing for at the beginning. */
  place?: SweepPlace;
}

/**
 * How the sync of each registry stands.
 */
export class RegistryStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(ids: string[]): Promise<RegistryRow[]> {
    return this.#knex<RegistryRow>('models_registries').whereIn('id', ids);
  }

  async get(id: string): Promise<RegistryRow | undefined> {
    return this.#knex<RegistryRow>('models_registries').where({ id }).first();
  }

  /**
   * Counts one more run.
   *
   * @returns how the registry stands, with the number of this run.
   */
  async beginRun(id: string, at: Date): Promise<RegistryRow> {
    const values = {
      sync_started_at: at,
      progress_done: 0,
      progress_total: null,
    };
    await this.#knex('models_registries')
      .insert({ id, consecutive_failures: 0, runs: 1, ...values })
      .onConflict('id')
      .merge({
        ...values,
        runs: this.#knex.raw('models_registries.runs + 1'),
      });
    return (await this.get(id))!;
  }

  async update(id: string, values: Partial<RegistryRow>): Promise<void> {
    await this.#knex('models_registries')
      .insert({ id, consecutive_failures: 0, ...values })
      .onConflict('id')
      .merge(values);
  }

  /**
   * Says that no sync runs any more.
   */
  async endProgress(id: string): Promise<void> {
    await this.update(id, {
      sync_started_at: null,
      progress_done: null,
      progress_total: null,
    });
  }

  async countFailure(id: string, at: Date, message: string): Promise<void> {
    await this.#knex('models_registries')
      .insert({
        id,
        consecutive_failures: 1,
        last_error_at: at,
        last_error: message,
      })
      .onConflict('id')
      .merge({
        consecutive_failures: this.#knex.raw(
          'models_registries.consecutive_failures + 1',
        ),
        last_error_at: at,
        last_error: message,
        sync_started_at: null,
        progress_done: null,
        progress_total: null,
      });
  }

  /**
   * Counts of live models and versions by registry.
   */
  async counts(
    ids: string[],
  ): Promise<Map<string, { models: number; versions: number }>> {
    const rows: Array<{ id: string; models: number; versions: number }> =
      await this.#knex('models_models')
        .whereIn('registry_id', ids)
        .whereNull('deleted_at')
        .groupBy('registry_id')
        .select('registry_id as id')
        .count({ models: '*' })
        .sum({ versions: 'version_count' });
    return new Map(
      rows.map(row => [
        row.id,
        { models: Number(row.models), versions: Number(row.versions) },
      ]),
    );
  }
}
