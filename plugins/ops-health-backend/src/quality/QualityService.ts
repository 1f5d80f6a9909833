import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  qualityMeasurementInputSchema,
  type ListQualityQuery,
  type ListQualityResponse,
  type QualityIndicatorId,
  type QualityMeasurement,
  type QualitySeries,
  type ReportQualityResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { z } from 'zod';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { OpsHealthConfig } from '../config';
import type { QualityStore } from '../database/QualityStore';
import { decodePosition, encodePosition } from '../services/positionCursor';
import { hasNumber, judgeSeries, tooFew } from './judgeSeries';
import type { Measurement } from './Measurement';

const DEFAULT_LIMIT = 50;
const DEFAULT_POINTS = 60;
/** Clocks differ. */
const TOLERATED_MS = 5 * 60_000;

type ParsedMeasurement = z.output<typeof qualityMeasurementInputSchema>;
type ParsedQuery = Omit<ListQualityQuery, 'limit' | 'points'> & {
  limit?: number;
  points?: number;
};

/**
 * Takes measurements of quality, and tells them.
 */
export class QualityService {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #config: OpsHealthConfig;
  readonly #quality: QualityStore;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    config: OpsHealthConfig;
    quality: QualityStore;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#config = options.config;
    this.#quality = options.quality;
  }

  /**
   * Keeps all measurements, or none of them.
   *
   * @throws InputError for entities that are not in the catalog, or that a person
   *   does not see there, and for data of the future.
   * @throws ConflictError where an id stands for something else already.
   */
  async report(
    measurements: ParsedMeasurement[],
    credentials: BackstageCredentials,
  ): Promise<ReportQualityResponse> {
    const reportedAt = new Date();
    measurements.forEach(({ measuredTo }, position) => {
      if (Date.parse(measuredTo) > reportedAt.getTime() + TOLERATED_MS) {
        throw new InputError(
          `measurements.${position}.measuredTo: expected is a time that has passed; found ${measuredTo}`,
        );
      }
    });
    await this.#checkEntities(measurements, credentials);
    const reportedBy = this.#nameOf(credentials);
    const stored = await this.#quality.add(
      measurements.map(({ id, ...measurement }) => ({
        id,
        measurement: {
          ...measurement,
          measuredFrom: new Date(measurement.measuredFrom),
          measuredTo: new Date(measurement.measuredTo),
          reportedAt,
          reportedBy,
        },
      })),
    );
    return { stored, known: measurements.length - stored };
  }

  async list(
    query: ParsedQuery,
    isVisible: IsVisible,
  ): Promise<ListQualityResponse> {
    const { entityRef, environment, limit = DEFAULT_LIMIT } = query;
    if (!isVisible(entityRef)) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    const offset = decodePosition(query.cursor);
    const { series, totalItems } = await this.#quality.listSeries({
      entityRef,
      environment,
      indicators: query.indicator as QualityIndicatorId[] | undefined,
      points: query.points ?? DEFAULT_POINTS,
      offset,
      limit,
    });
    const end = offset + limit;
    return {
      items: series.map(measurements => this.#toSeries(measurements)),
      totalItems,
      ...(end < totalItems && { nextCursor: encodePosition(end) }),
    };
  }

  async #checkEntities(
    measurements: ParsedMeasurement[],
    credentials: BackstageCredentials,
  ): Promise<void> {
    const entityRefs = [
      ...new Set(measurements.map(({ entityRef }) => entityRef)),
    ];
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind'] },
      {
        // A token that is for reports alone opens no catalog.
        credentials: this.#auth.isPrincipal(credentials, 'user')
          ? credentials
          : await this.#auth.getOwnServiceCredentials(),
      },
    );
    const missing = new Set(entityRefs.filter((_, index) => !items[index]));
    const position = measurements.findIndex(({ entityRef }) =>
      missing.has(entityRef),
    );
    if (position !== -1) {
      throw new InputError(
        `measurements.${position}.entityRef: expected is an entity of the catalog; found ${measurements[position].entityRef}`,
      );
    }
  }

  #nameOf(credentials: BackstageCredentials): string {
    if (this.#auth.isPrincipal(credentials, 'user')) {
      return credentials.principal.userEntityRef;
    }
    return this.#auth.isPrincipal(credentials, 'service')
      ? credentials.principal.subject
      : 'unknown';
  }

  #toSeries(measurements: Measurement[]): QualitySeries {
    const [{ indicator, environment, name, slice }] = measurements;
    const { measured, ...judgement } = judgeSeries(measurements, {
      now: Date.now(),
      staleAfterMs: this.#config.qualityStaleAfterMs,
    });
    const history = measurements.map((measurement, position) =>
      toMeasurement(measurement, measurements[position + 1]),
    );
    return {
      indicator,
      environment,
      name,
      slice,
      ...judgement,
      lastMeasured: measured && history[measurements.indexOf(measured)],
      history: history.reverse(),
    };
  }
}

function toMeasurement(
  measurement: Measurement,
  before: Measurement | undefined,
): QualityMeasurement {
  const isShown = hasNumber(measurement);
  return {
    modelVersion: measurement.modelVersion,
    value: isShown ? measurement.value : undefined,
    note:
      measurement.labels === 'pending'
        ? 'Labels were awaited'
        : tooFew(measurement),
    n: measurement.n,
    evaluationSetDigest: measurement.evaluationSetDigest,
    evaluationSetChanged:
      before !== undefined &&
      before.evaluationSetDigest !== measurement.evaluationSetDigest,
    measuredFrom: measurement.measuredFrom.toISOString(),
    measuredTo: measurement.measuredTo.toISOString(),
    labelDelaySeconds: measurement.labelDelaySeconds,
    labels: measurement.labels,
    confidenceInterval: isShown ? measurement.confidenceInterval : undefined,
    runUrl: measurement.runUrl,
    reportedAt: measurement.reportedAt.toISOString(),
    reportedBy: measurement.reportedBy,
  };
}
