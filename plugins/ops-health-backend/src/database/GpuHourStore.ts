import type { Knex } from 'knex';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { GpuCount, Gpus } from '../cost/Gpus';

const CHUNK = 100;
const TABLE = 'ops_health_gpu_hours';

/**
 * What was seen of the GPUs of an entity at one time.
 */
export interface GpuSample extends Gpus {
  entityRef: string;
  /** 0..1; missing where it was not measured. */
  utilisation?: number;
}

/**
 * How much the GPUs of an entity worked since some time.
 */
export interface GpuUse extends Gpus {
  entityRef: string;
  /** Mean, 0..1; missing where it was not measured. */
  utilisation?: number;
  highest: number;
  /** In how many different hours it was measured. */
  measuredHours: number;
  /** In how many of those the mean was below what counts as idle. */
  idleHours: number;
  /** When the last hour in which it was measured began. */
  lastHour: Date;
}

/**
 * How much the GPUs of an entity worked in an hour of the past.
 */
export interface PastGpuHour {
  entityRef: string;
  environment?: string;
  /** When it began. */
  hour: Date;
  /** 0..1, at least one. */
  utilisations: number[];
}

/** PostgreSQL gives sums of whole numbers as texts. */
interface SumRow {
  entity_ref: string;
  environment: string;
  samples: number | string;
  utilisation: number;
  highest: number;
  hours: number | string;
  idle_hours: number | string;
  last_hour: number | string | Date | null;
}

/**
 * Keeps how much GPUs worked, by the hour.
 */
export class GpuHourStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * @param hour - When the hour of the samples began.
   */
  async add(samples: GpuSample[], hour: Date): Promise<void> {
    const sum = (column: string) =>
      this.#knex.raw('?? + ??', [`${TABLE}.${column}`, `excluded.${column}`]);
    for (const chunk of inChunks(samples, CHUNK)) {
      await this.#knex(TABLE)
        .insert(
          chunk.map(({ entityRef, environment, utilisation, counts }) => ({
            entity_ref: entityRef,
            environment: environment ?? '',
            hour,
            samples: utilisation === undefined ? 0 : 1,
            utilisation: utilisation ?? 0,
            highest: utilisation ?? 0,
            gpus: JSON.stringify(counts),
          })),
        )
        .onConflict(['entity_ref', 'environment', 'hour'])
        .merge({
          samples: sum('samples'),
          utilisation: sum('utilisation'),
          highest: this.#knex.raw(
            'CASE WHEN excluded.highest > ??.highest THEN excluded.highest ELSE ??.highest END',
            [TABLE, TABLE],
          ),
          gpus: this.#knex.raw('excluded.gpus'),
        });
    }
  }

  /** What is known of an hour already stays. */
  async addPast(hours: PastGpuHour[]): Promise<void> {
    for (const chunk of inChunks(hours, CHUNK)) {
      await this.#knex(TABLE)
        .insert(
          chunk.map(({ entityRef, environment, hour, utilisations }) => ({
            entity_ref: entityRef,
            environment: environment ?? '',
            hour,
            samples: utilisations.length,
            utilisation: utilisations.reduce((sum, value) => sum + value, 0),
            highest: Math.max(...utilisations),
            // How many there are is told by the hours that follow.
            gpus: '[]',
          })),
        )
        .onConflict(['entity_ref', 'environment', 'hour'])
        .ignore();
    }
  }

  /** The hours since some time of which something is known. */
  async listKnown(
    since: Date,
  ): Promise<Array<Pick<PastGpuHour, 'entityRef' | 'environment' | 'hour'>>> {
    const rows = await this.#knex(TABLE)
      .where('hour', '>=', since)
      .select('entity_ref', 'environment', 'hour');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      environment: row.environment || undefined,
      hour: new Date(row.hour),
    }));
  }

  /**
   * Of all entities that hold GPUs.
   *
   * @param options.since - Over which time.
   * @param options.heldSince - What was not seen since holds none any more.
   * @param options.idleBelow - A mean below this counts as idle, 0..1.
   */
  async listUse(options: {
    since: Date;
    heldSince: Date;
    idleBelow: number;
  }): Promise<GpuUse[]> {
    const [sums, held] = await Promise.all([
      this.#knex(TABLE)
        .where('hour', '>=', options.since)
        .groupBy(['entity_ref', 'environment'])
        .select<SumRow[]>(
          'entity_ref',
          'environment',
          this.#knex.raw('SUM(samples) AS samples'),
          this.#knex.raw('SUM(utilisation) AS utilisation'),
          this.#knex.raw('MAX(highest) AS highest'),
          this.#knex.raw(
            'SUM(CASE WHEN samples > 0 THEN 1 ELSE 0 END) AS hours',
          ),
          this.#knex.raw(
            'SUM(CASE WHEN samples > 0 AND utilisation < CAST(? AS DOUBLE PRECISION) * samples THEN 1 ELSE 0 END) AS idle_hours',
            [options.idleBelow],
          ),
          this.#knex.raw(
            'MAX(CASE WHEN samples > 0 THEN hour END) AS last_hour',
          ),
        ),
      this.#knex(TABLE)
        .where('hour', '>=', options.heldSince)
        .orderBy('hour')
        .select('entity_ref', 'environment', 'gpus'),
    ]);
    const gpus = new Map<string, GpuCount[]>(
      held.map(row => [keyOf(row), JSON.parse(row.gpus)]),
    );
    return sums
      .filter(row => gpus.has(keyOf(row)))
      .map(row => ({
        entityRef: row.entity_ref,
        environment: row.environment || undefined,
        utilisation: Number(row.samples)
          ? row.utilisation / Number(row.samples)
          : undefined,
        highest: row.highest,
        measuredHours: Number(row.hours),
        idleHours: Number(row.idle_hours),
        lastHour: new Date(row.last_hour ?? 0),
        counts: gpus.get(keyOf(row))!,
      }));
  }

  /** What an entity held since some time, as it was last seen. */
  async readHeld(entityRef: string, since: Date): Promise<Gpus[]> {
    const rows = await this.#knex(TABLE)
      .where({ entity_ref: entityRef })
      .andWhere('hour', '>=', since)
      .orderBy('hour')
      .select('environment', 'gpus');
    const newest = new Map(rows.map(row => [row.environment, row.gpus]));
    return [...newest].map(([environment, counts]) => ({
      environment: environment || undefined,
      counts: JSON.parse(counts),
    }));
  }

  async prune(before: Date): Promise<void> {
    await this.#knex(TABLE).where('hour', '<', before).delete();
  }
}

function keyOf(row: { entity_ref: string; environment: string }): string {
  return JSON.stringify([row.entity_ref, row.environment]);
}
