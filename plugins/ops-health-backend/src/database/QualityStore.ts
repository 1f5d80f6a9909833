import type { Knex } from 'knex';
import { ConflictError } from '@backstage/errors';
import {
  FEWEST_EXAMPLES,
  type QualityIndicatorId,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  columnText,
  contentHash,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { knownAt, type Measurement } from '../quality/Measurement';

const CHUNK = 50;
const SERIES = [
  'environment',
  'indicator',
  'name',
  'slice_feature',
  'slice_value',
];

/**
 * A measurement that is new to us.
 */
export interface ReportedMeasurement {
  measurement: Measurement;
  /** The client's own; the content counts where there is none. */
  id?: string;
}

interface Row {
  entity_ref: string;
  environment: string;
  indicator: Measurement['indicator'];
  name: string | null;
  slice_feature: string | null;
  slice_value: string;
  model_version: string | null;
  value: number | null;
  examples: number | string;
  labels: Measurement['labels'];
  evaluation_set: string;
  measured_from: Date | string | number;
  measured_to: Date | string | number;
  label_delay_seconds: number;
  confidence_interval: string | null;
  run_url: string | null;
  reported_at: Date | string | number;
  reported_by: string;
}

/**
 * Keeps measurements of quality. What was reported stays as it is.
 */
export class QualityStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Adds all that are not there yet, or none.
   *
   * @returns how many were added.
   * @throws ConflictError where an id stands for something else already.
   */
  async add(reported: ReportedMeasurement[]): Promise<number> {
    const rows = reported.map(toRow);
    return this.#knex.transaction(async transaction => {
      const known = new Map<string, string>(
        (
          await transaction('ops_health_quality')
            .whereIn(
              'key',
              rows.map(({ key }) => key),
            )
            .select('key', 'content')
        ).map(row => [row.key, row.content]),
      );
      const added = rows.filter(({ key, content }, position) => {
        const before = known.get(key);
        if (before !== undefined && before !== content) {
          const { id, measurement } = reported[position];
          throw new ConflictError(
            `measurements.${position}.id: '${id}' stands for another measurement of ${measurement.entityRef} already, and what was reported stays; expected is a new id`,
          );
        }
        known.set(key, content);
        return before === undefined;
      });
      for (const chunk of inChunks(added, CHUNK)) {
        // Two may send the same at the same time.
        await transaction('ops_health_quality')
          .insert(chunk)
          .onConflict('key')
          .ignore();
      }
      return added.length;
    });
  }

  /**
   * The newest measurement with a number of each series of whole populations.
   *
   * @param since - What was known before is left out.
   */
  async listNewest(since: Date): Promise<Measurement[]> {
    const ranked = this.#knex('ops_health_quality')
      .select('*')
      .select(
        this.#knex.raw(
          'ROW_NUMBER() OVER (PARTITION BY entity_ref, series ORDER BY measured_to DESC, id DESC) AS age_rank',
        ),
      )
      .where('known_at', '>', since)
      .andWhere({ labels: 'complete', slice_feature: null })
      .andWhere('examples', '>=', FEWEST_EXAMPLES);
    const rows = await this.#knex
      .from(ranked.as('ranked'))
      .where({ age_rank: 1 })
      .orderBy(['entity_ref', 'series'])
      .select('*');
    return rows.map(toMeasurement);
  }

  /**
   * The newest measurements of each series of an entity, newest first.
   */
  async listSeries(options: {
    entityRef: string;
    environment?: string;
    indicators?: QualityIndicatorId[];
    /** Leaves out slices. */
    onlyPopulation?: boolean;
    points: number;
    offset: number;
    limit: number;
  }): Promise<{ series: Measurement[][]; totalItems: number }> {
    const matching = () => {
      const query = this.#knex('ops_health_quality').where({
        entity_ref: options.entityRef,
        ...(options.environment && { environment: options.environment }),
        ...(options.onlyPopulation && { slice_feature: null }),
      });
      return options.indicators
        ? query.whereIn('indicator', options.indicators)
        : query;
    };
    const [page, [{ count }]] = await Promise.all([
      matching()
        .select('series')
        .groupBy(['series', ...SERIES])
        // Where the databases put what is missing differs.
        .orderByRaw(SERIES.map(column => `COALESCE(${column}, '')`).join(', '))
        .offset(options.offset)
        .limit(options.limit),
      matching().countDistinct({ count: 'series' }),
    ]);
    const ids: string[] = page.map(row => row.series);
    const ranked = matching()
      .whereIn('series', ids)
      .select('*')
      .select(
        this.#knex.raw(
          'ROW_NUMBER() OVER (PARTITION BY series ORDER BY measured_to DESC, id DESC) AS age_rank',
        ),
      );
    const rows = await this.#knex
      .from(ranked.as('ranked'))
      .where('age_rank', '<=', options.points)
      .orderBy('age_rank')
      .select('*');
    const series = new Map<string, Measurement[]>(ids.map(id => [id, []]));
    for (const row of rows) {
      series.get(row.series)!.push(toMeasurement(row));
    }
    return { series: [...series.values()], totalItems: Number(count) };
  }

  async prune(before: Date): Promise<void> {
    await this.#knex('ops_health_quality')
      .where('reported_at', '<', before)
      .delete();
  }
}

function toRow({ measurement, id }: ReportedMeasurement) {
  const { reportedAt, reportedBy, ...reported } = measurement;
  const { entityRef, environment, indicator, name, slice } = measurement;
  const content = contentHash(reported);
  return {
    key: contentHash([entityRef, id === undefined ? { content } : { id }]),
    content,
    entity_ref: entityRef,
    environment,
    indicator,
    name: columnText(name),
    slice_feature: columnText(slice?.feature),
    slice_value: columnText(slice?.value),
    series: contentHash({ environment, indicator, name, slice }),
    model_version: columnText(measurement.modelVersion),
    value: measurement.value ?? null,
    examples: measurement.n,
    labels: measurement.labels,
    evaluation_set: measurement.evaluationSetDigest,
    measured_from: measurement.measuredFrom,
    measured_to: measurement.measuredTo,
    label_delay_seconds: measurement.labelDelaySeconds,
    known_at: knownAt(measurement),
    confidence_interval: measurement.confidenceInterval
      ? JSON.stringify(measurement.confidenceInterval)
      : null,
    run_url: columnText(measurement.runUrl),
    reported_at: reportedAt,
    reported_by: columnText(reportedBy),
  };
}

function toMeasurement(row: Row): Measurement {
  return {
    entityRef: row.entity_ref,
    environment: row.environment,
    indicator: row.indicator,
    name: row.name ?? undefined,
    slice:
      row.slice_feature === null
        ? undefined
        : { feature: row.slice_feature, value: row.slice_value },
    modelVersion: row.model_version ?? undefined,
    value: row.value ?? undefined,
    n: Number(row.examples),
    labels: row.labels,
    evaluationSetDigest: row.evaluation_set,
    measuredFrom: new Date(row.measured_from),
    measuredTo: new Date(row.measured_to),
    labelDelaySeconds: row.label_delay_seconds,
    confidenceInterval:
      row.confidence_interval === null
        ? undefined
        : JSON.parse(row.confidence_interval),
    runUrl: row.run_url ?? undefined,
    reportedAt: new Date(row.reported_at),
    reportedBy: row.reported_by,
  };
}
