import {
  REPORTS_SOURCE,
  type IndicatorReading,
  type QualityIndicatorId,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { OpsHealthConfig } from '../config';
import type { QualityStore } from '../database/QualityStore';
import type { SetLimit } from '../entities/parseLimits';
import { UNMAPPED } from '../state/deriveHealth';
import type { ObservedReading } from '../state/ObservedReading';
import type { StateMemory } from '../state/Signal';
import { toHealthLimit } from '../state/toHealthLimit';
import {
  ageOf,
  describeAbsence,
  describeMeasurement,
  hasNumber,
} from './judgeSeries';
import { knownAt, type Measurement } from './Measurement';
import { reportedEnvironment } from './reportedEnvironment';

const POINTS = 30;
const MOST_SERIES = 50;

/**
 * Reads the quality of an entity as its card shows it.
 */
export class QualityReadings {
  readonly #config: OpsHealthConfig;
  readonly #quality: QualityStore;

  constructor(options: { config: OpsHealthConfig; quality: QualityStore }) {
    this.#config = options.config;
    this.#quality = options.quality;
  }

  /**
   * One reading for each indicator in an environment, of the whole population:
   * of several names one that breaks the limit, else the newest.
   *
   * @param options.measured - What sources measure of the entity.
   */
  async read(options: {
    entityRef: string;
    limits: SetLimit[];
    memory?: StateMemory;
    measured: ObservedReading[];
  }): Promise<IndicatorReading[]> {
    const { series } = await this.#quality.listSeries({
      entityRef: options.entityRef,
      onlyPopulation: true,
      points: POINTS,
      offset: 0,
      limit: MOST_SERIES,
    });
    const chosen = new Map<string, IndicatorReading>();
    for (const measurements of series) {
      const reading = this.#toReading(measurements, options);
      const key = `${reading.indicator}/${reading.environment}`;
      const before = chosen.get(key);
      if (!before || isMoreTelling(reading, before)) {
        chosen.set(key, reading);
      }
    }
    return [...chosen.values()];
  }

  #toReading(
    measurements: Measurement[],
    options: Parameters<QualityReadings['read']>[0],
  ): IndicatorReading {
    const measured = measurements.find(hasNumber);
    const [newest] = measurements;
    const indicator: QualityIndicatorId = newest.indicator;
    const environment = reportedEnvironment(
      newest.environment,
      options.measured,
    );
    const age =
      measured &&
      ageOf(measured, {
        now: Date.now(),
        staleAfterMs: this.#config.qualityStaleAfterMs,
      });
    const isKnown = age !== undefined && age.state !== 'unknown';
    const value = isKnown ? measured!.value : undefined;
    const notes = [
      isKnown ? describeMeasurement(measured!) : age?.text,
      // The newest has none: why this one is older, or why there is none.
      newest === measured ? undefined : describeAbsence(measurements),
    ];
    return {
      indicator,
      environment: environment ?? UNMAPPED,
      value,
      note: notes.filter(Boolean).join('. '),
      observedAt: knownAt(measured ?? newest).toISOString(),
      stale: age?.state === 'stale',
      source: REPORTS_SOURCE,
      pack: REPORTS_SOURCE,
      limit: toHealthLimit(
        { indicator, environment, value },
        options.limits,
        options.memory,
      ),
    };
  }
}

function isMoreTelling(a: IndicatorReading, b: IndicatorReading): boolean {
  const rank = ({ limit, value }: IndicatorReading) => {
    if (limit?.kept === false) {
      return 2;
    }
    return value === undefined ? 0 : 1;
  };
  return (
    rank(a) - rank(b) > 0 ||
    (rank(a) === rank(b) && a.observedAt > b.observedAt)
  );
}
