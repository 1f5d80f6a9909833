import type { OpsHealthConfig } from '../config';
import type { GpuHourStore } from '../database/GpuHourStore';
import type { HealthEntity } from '../entities/HealthEntity';
import type { ObservedReading } from '../state/ObservedReading';
import { costReadings, type CostReading } from './costReadings';
import type { GpuLedger } from './GpuLedger';
import type { GpuPast } from './GpuPast';
import { modelNames } from './modelNames';

/** GPUs that were not seen for longer are not held any more. */
export const HELD_FOR_MS = 2 * 3_600_000;

const NO_MODELS: ReadonlySet<string> = new Set();

/**
 * Adds what things cost to what is measured, where prices are configured.
 */
export class CostService {
  readonly #config: OpsHealthConfig;
  readonly #ledger: GpuLedger;
  readonly #past: GpuPast;
  readonly #gpuHours: GpuHourStore;

  constructor(options: {
    config: OpsHealthConfig;
    ledger: GpuLedger;
    past: GpuPast;
    gpuHours: GpuHourStore;
  }) {
    this.#config = options.config;
    this.#ledger = options.ledger;
    this.#past = options.past;
    this.#gpuHours = options.gpuHours;
  }

  /**
   * @param options.readings - What sources measure, by ref.
   * @returns the same with costs, by ref.
   */
  async collect(options: {
    entities: HealthEntity[];
    readings: Map<string, ObservedReading[]>;
    now: Date;
    signal: AbortSignal;
  }): Promise<Map<string, ObservedReading[]>> {
    const { prices } = this.#config;
    if (!prices) {
      return options.readings;
    }
    const gpus = prices.gpuHours.length
      ? await this.#ledger.note(options)
      : new Map();
    if (prices.gpuHours.length) {
      await this.#past.fill(options);
    }
    const models = modelNames(options.entities);
    const result = new Map(options.readings);
    for (const entity of options.entities) {
      const readings = options.readings.get(entity.ref);
      if (readings) {
        const costs = costReadings({
          entity,
          models: models.get(entity.ref) ?? NO_MODELS,
          readings,
          gpus: gpus.get(entity.ref) ?? [],
          prices,
        });
        result.set(entity.ref, [...readings, ...costs]);
      }
    }
    return result;
  }

  /** The costs of one entity. */
  async read(options: {
    entity: HealthEntity;
    entities: Iterable<HealthEntity>;
    readings: ObservedReading[];
  }): Promise<CostReading[]> {
    const { entity, readings } = options;
    const { prices } = this.#config;
    return prices && readings.length
      ? costReadings({
          entity,
          models: modelNames(options.entities).get(entity.ref) ?? NO_MODELS,
          readings,
          gpus: await this.#gpuHours.readHeld(
            entity.ref,
            new Date(Date.now() - HELD_FOR_MS),
          ),
          prices,
        })
      : [];
  }
}
