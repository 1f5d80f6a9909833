import type { Knex } from 'knex';
import type {
  HealthProblem,
  Slo,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  contentHash,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { EntitySlo } from '../slo/EntitySlo';

const CHUNK = 100;
const HOUR_MS = 3_600_000;

/**
 * What was decided of an objective.
 */
export type SloStatus = Pick<
  Slo,
  'state' | 'severity' | 'reason' | 'budget' | 'pairs' | 'source'
>;

/**
 * An objective with how it stands and how far its hours are counted.
 */
export interface StoredSlo extends EntitySlo {
  status?: SloStatus;
  firingSince?: Date;
  evaluatedAt?: Date;
  hoursSince?: Date;
  hoursUntil?: Date;
  emptyHours: number;
}

/** Good and all events of an hour. */
export interface SloHour {
  sloId: string;
  /** When it begins. */
  hour: Date;
  good: number;
  total: number;
  /** 0: nothing is known of it. */
  coverage: number;
}

/**
 * What was read at the annotation of an entity.
 */
export interface SloFile {
  entityRef: string;
  path: string;
  etag?: string;
  readAt: Date;
  problems: HealthProblem[];
}

interface Row {
  id: string;
  entity_ref: string;
  origin: EntitySlo['origin'];
  definition: string;
  counted: string;
  hours_since: Date | string | number | null;
  hours_until: Date | string | number | null;
  empty_hours: number;
  status: string | null;
  firing_since: Date | string | number | null;
  evaluated_at: Date | string | number | null;
}

interface FileRow {
  entity_ref: string;
  path: string;
  etag: string | null;
  read_at: Date | string | number;
  problems: string;
}

/**
 * Keeps objectives, how they stand, and their events by the hour.
 */
export class SloStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<StoredSlo[]> {
    const rows = await this.#knex<Row>('ops_health_slos')
      .select()
      .orderBy(['entity_ref', 'id']);
    return rows.map(row => toSlo(row as Row));
  }

  async get(id: string): Promise<StoredSlo | undefined> {
    const row = await this.#knex<Row>('ops_health_slos').where({ id }).first();
    return row && toSlo(row as Row);
  }

  /**
   * Makes these all objectives of that origin, of one entity or of all.
   *
   * @returns those that there were.
   */
  async replace(
    origin: EntitySlo['origin'],
    entityRef: string | undefined,
    slos: EntitySlo[],
  ): Promise<EntitySlo[]> {
    return this.#knex.transaction(async transaction => {
      const scope = { origin, ...(entityRef && { entity_ref: entityRef }) };
      const known = new Map<string, Row>(
        (await transaction<Row>('ops_health_slos').where(scope).select()).map(
          row => [row.id, row as Row],
        ),
      );
      const before = [...known.values()].map(toSlo);
      for (const slo of slos) {
        const { indicator, budgeting } = slo.definition;
        const row = {
          id: slo.id,
          entity_ref: slo.entityRef,
          origin,
          definition: JSON.stringify(slo.definition),
          counted: contentHash({ indicator, budgeting }),
        };
        const old = known.get(slo.id);
        known.delete(slo.id);
        if (old && old.counted !== row.counted) {
          await removeSlos(transaction, [slo.id]);
        }
        await transaction('ops_health_slos')
          .insert(row)
          .onConflict('id')
          .merge(['entity_ref', 'origin', 'definition', 'counted']);
      }
      await removeSlos(transaction, [...known.keys()]);
      return before;
    });
  }

  async saveStatus(
    id: string,
    status: SloStatus,
    firingSince: Date | undefined,
    at: Date,
  ): Promise<void> {
    await this.#knex('ops_health_slos')
      .where({ id })
      .update({
        status: JSON.stringify(status),
        firing_since: firingSince ?? null,
        evaluated_at: at,
      });
  }

  /**
   * Adds an hour of several objectives, and notes how far each is counted.
   */
  async saveHours(hours: SloHour[], backwards: boolean): Promise<void> {
    await this.#knex.transaction(async transaction => {
      for (const chunk of inChunks(hours, CHUNK)) {
        await transaction('ops_health_slo_hours')
          .insert(
            chunk.map(({ sloId, ...hour }) => ({ slo_id: sloId, ...hour })),
          )
          .onConflict(['slo_id', 'hour'])
          .merge();
      }
      for (const { sloId, hour, coverage } of hours) {
        const until = new Date(hour.getTime() + HOUR_MS);
        const slo = () => transaction('ops_health_slos').where({ id: sloId });
        await (backwards
          ? slo().update({
              hours_since: hour,
              empty_hours:
                coverage > 0 ? 0 : transaction.raw('empty_hours + 1'),
            })
          : slo().update({
              hours_until: until,
              hours_since: transaction.raw('COALESCE(hours_since, ?)', [hour]),
            }));
      }
    });
  }

  /** The hours of an objective that begin at or after a time, in order. */
  async readHours(sloId: string, since: Date): Promise<SloHour[]> {
    const rows = await this.#knex('ops_health_slo_hours')
      .where({ slo_id: sloId })
      .andWhere('hour', '>=', since)
      .orderBy('hour');
    return rows.map(row => ({
      sloId,
      hour: new Date(row.hour),
      good: Number(row.good),
      total: Number(row.total),
      coverage: Number(row.coverage),
    }));
  }

  async pruneHours(before: Date): Promise<void> {
    await this.#knex('ops_health_slo_hours')
      .where('hour', '<', before)
      .delete();
  }

  async listFiles(): Promise<Map<string, SloFile>> {
    const rows = await this.#knex('ops_health_slo_files').select();
    return new Map(rows.map(row => [row.entity_ref, toFile(row)]));
  }

  async readFile(entityRef: string): Promise<SloFile | undefined> {
    const row = await this.#knex('ops_health_slo_files')
      .where({ entity_ref: entityRef })
      .first();
    return row && toFile(row);
  }

  async saveFile(file: SloFile): Promise<void> {
    await this.#knex('ops_health_slo_files')
      .insert({
        entity_ref: file.entityRef,
        path: file.path,
        etag: file.etag ?? null,
        read_at: file.readAt,
        problems: JSON.stringify(file.problems),
      })
      .onConflict('entity_ref')
      .merge();
  }

  /**
   * Forgets what was read at an annotation that is gone.
   *
   * @returns the objectives that stood there.
   */
  async removeFile(entityRef: string): Promise<EntitySlo[]> {
    const before = await this.replace('annotation', entityRef, []);
    await this.#knex('ops_health_slo_files')
      .where({ entity_ref: entityRef })
      .delete();
    return before;
  }
}

async function removeSlos(knex: Knex, ids: string[]): Promise<void> {
  for (const chunk of inChunks(ids, CHUNK)) {
    await knex('ops_health_slo_hours').whereIn('slo_id', chunk).delete();
    await knex('ops_health_slos').whereIn('id', chunk).delete();
  }
}

function toSlo(row: Row): StoredSlo {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    origin: row.origin,
    definition: JSON.parse(row.definition),
    status: row.status === null ? undefined : JSON.parse(row.status),
    firingSince: toDate(row.firing_since),
    evaluatedAt: toDate(row.evaluated_at),
    hoursSince: toDate(row.hours_since),
    hoursUntil: toDate(row.hours_until),
    emptyHours: row.empty_hours,
  };
}

function toFile(row: FileRow): SloFile {
  return {
    entityRef: row.entity_ref,
    path: row.path,
    etag: row.etag ?? undefined,
    readAt: new Date(row.read_at),
    problems: JSON.parse(row.problems),
  };
}

function toDate(value: Date | string | number | null): Date | undefined {
  return value === null ? undefined : new Date(value);
}
