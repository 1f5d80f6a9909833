import { REPORTS_SOURCE } from '@platform-ops/backstage-plugin-ops-health-common';
import type { OpsHealthConfig } from '../config';
import type { QualityStore } from '../database/QualityStore';
import { readHealthDefinition } from '../entities/HealthDefinition';
import type { HealthEntity } from '../entities/HealthEntity';
import { limitKey, limitSignals } from '../state/limitSignals';
import type { ObservedReading } from '../state/ObservedReading';
import type { Signal } from '../state/Signal';
import { knownAt, type Measurement } from './Measurement';
import { reportedEnvironment } from './reportedEnvironment';

/**
 * Warns of quality that breaks a limit which a person set.
 *
 * @remarks
 *
 * Quality says nothing about whether something runs, so that it gives signals
 * and no readings: an entity of which nothing else is known stays without a
 * state, or with the warning. A measurement is no coincidence as the value of a
 * moment can be, hence one is enough.
 */
export class QualitySignals {
  readonly #config: OpsHealthConfig;
  readonly #quality: QualityStore;

  constructor(options: { config: OpsHealthConfig; quality: QualityStore }) {
    this.#config = options.config;
    this.#quality = options.quality;
  }

  /**
   * @param options.readings - What sources measure, by ref.
   */
  async collect(options: {
    entities: HealthEntity[];
    readings: Map<string, ObservedReading[]>;
    now: Date;
  }): Promise<Map<string, Signal[]>> {
    const now = options.now.getTime();
    const newest = new Map<string, Measurement[]>();
    for (const measurement of await this.#quality.listNewest(
      new Date(now - 2 * this.#config.qualityStaleAfterMs),
    )) {
      const { entityRef } = measurement;
      newest.set(entityRef, [...(newest.get(entityRef) ?? []), measurement]);
    }
    const signals = new Map<string, Signal[]>();
    for (const entity of options.entities) {
      const measurements = newest.get(entity.ref) ?? [];
      if (measurements.length) {
        const measured = options.readings.get(entity.ref) ?? [];
        signals.set(
          entity.ref,
          measurements.flatMap(measurement =>
            this.#judge(entity, measurement, measured, now),
          ),
        );
      }
    }
    return signals;
  }

  #judge(
    entity: HealthEntity,
    measurement: Measurement,
    measured: ObservedReading[],
    now: number,
  ): Signal[] {
    const { limits } = readHealthDefinition(entity, this.#config);
    const environment = reportedEnvironment(measurement.environment, measured);
    const { signals } = limitSignals({
      limits,
      readings: [
        {
          indicator: measurement.indicator,
          environment,
          value: measurement.value!,
          sourceId: REPORTS_SOURCE,
          observedAt: knownAt(measurement).getTime(),
          pack: REPORTS_SOURCE,
          expression: 0,
          rule: '',
          labels: {},
        },
      ],
      pending: {},
      remembered: new Set(limits.map(limit => limitKey(limit, environment))),
      now,
    });
    return signals.map(signal => ({
      ...signal,
      text: measurement.name
        ? `${signal.text} (${measurement.name})`
        : signal.text,
    }));
  }
}
