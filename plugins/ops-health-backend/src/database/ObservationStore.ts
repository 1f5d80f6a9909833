import type { Knex } from 'knex';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Observation } from '../refresh/Reading';
import type { ObservedReading } from '../state/ObservedReading';

const CHUNK = 100;

interface Row {
  entity_ref: string;
  source_id: string;
  observed_at: Date | string | number;
  readings: string;
}

/**
 * Keeps the last readings that each source gave of each entity.
 */
export class ObservationStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * What is not among them keeps what it had, which then grows old.
   */
  async save(observations: Observation[]): Promise<void> {
    for (const chunk of inChunks(observations, CHUNK)) {
      await this.#knex('ops_health_observations')
        .insert(
          chunk.map(({ entityRef, sourceId, observedAt, readings }) => ({
            entity_ref: entityRef,
            source_id: sourceId,
            observed_at: observedAt,
            readings: JSON.stringify(readings),
          })),
        )
        .onConflict(['entity_ref', 'source_id'])
        .merge();
    }
  }

  /**
   * Forgets what sources said that are no longer configured.
   */
  async keepSources(sourceIds: string[]): Promise<void> {
    await this.#knex('ops_health_observations')
      .whereNotIn('source_id', sourceIds)
      .delete();
  }

  /** Of all entities, by ref. */
  async readAll(): Promise<Map<string, ObservedReading[]>> {
    const result = new Map<string, ObservedReading[]>();
    for (const row of await this.#rows()) {
      const readings = result.get(row.entity_ref) ?? [];
      readings.push(...toReadings(row));
      result.set(row.entity_ref, readings);
    }
    return result;
  }

  /** Of all entities that a source told about, by ref. */
  async readSource(sourceId: string): Promise<Map<string, ObservedReading[]>> {
    const rows = await this.#rows().where({ source_id: sourceId });
    return new Map(rows.map(row => [row.entity_ref, toReadings(row)]));
  }

  /** When each entity was observed last by each source. */
  async readTimes(): Promise<
    Array<{ entityRef: string; sourceId: string; observedAt: number }>
  > {
    const rows = await this.#knex<Row>('ops_health_observations').select(
      'entity_ref',
      'source_id',
      'observed_at',
    );
    return rows.map(row => ({
      entityRef: row.entity_ref,
      sourceId: row.source_id,
      observedAt: new Date(row.observed_at).getTime(),
    }));
  }

  async read(entityRef: string): Promise<ObservedReading[]> {
    const rows = await this.#rows().where({ entity_ref: entityRef });
    return rows.flatMap(toReadings);
  }

  #rows(): Knex.QueryBuilder<Row, Row[]> {
    return this.#knex<Row>('ops_health_observations')
      .select('entity_ref', 'source_id', 'observed_at', 'readings')
      .orderBy(['entity_ref', 'source_id']);
  }
}

function toReadings(row: Row): ObservedReading[] {
  const observedAt = new Date(row.observed_at).getTime();
  return JSON.parse(row.readings).map((reading: object) => ({
    observedAt,
    ...reading,
    sourceId: row.source_id,
  }));
}
