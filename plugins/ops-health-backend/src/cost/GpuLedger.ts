import type { GpuHourStore, GpuSample } from '../database/GpuHourStore';
import type { ObservedReading } from '../state/ObservedReading';
import type { Gpus } from './Gpus';
import type { GpuProducts } from './GpuProducts';
import { newestOf } from './newestOf';

const HOUR_MS = 3_600_000;

/**
 * Notes which GPUs entities hold and how much these work.
 */
export class GpuLedger {
  readonly #hours: GpuHourStore;
  readonly #products: GpuProducts;
  /** When what was noted last was observed. */
  readonly #noted = new Map<string, number>();

  constructor(options: { gpuHours: GpuHourStore; products: GpuProducts }) {
    this.#hours = options.gpuHours;
    this.#products = options.products;
  }

  /**
   * @returns what each entity holds, by ref.
   */
  async note(options: {
    readings: Map<string, ObservedReading[]>;
    now: Date;
    signal: AbortSignal;
  }): Promise<Map<string, Gpus[]>> {
    const { readings, now, signal } = options;
    await this.#products.update(
      [...readings.values()]
        .flat()
        .filter(({ indicator }) => indicator === 'gpu-count'),
      now,
      signal,
    );
    const held = new Map<string, Gpus[]>();
    const samples: GpuSample[] = [];
    const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
    for (const [entityRef, own] of readings) {
      for (const { observedAt, ...gpus } of this.#gpusOf(own)) {
        held.set(entityRef, [...(held.get(entityRef) ?? []), gpus]);
        const key = `${entityRef} ${gpus.environment ?? ''}`;
        // What a silent source last said is no news, nor is it of this hour.
        if (
          observedAt >= hour.getTime() &&
          this.#noted.get(key) !== observedAt
        ) {
          this.#noted.set(key, observedAt);
          samples.push({ entityRef, ...gpus });
        }
      }
    }
    await this.#hours.add(samples, hour);
    return held;
  }

  #gpusOf(
    readings: ObservedReading[],
  ): Array<Gpus & { utilisation?: number; observedAt: number }> {
    const ofGpus = readings.filter(
      ({ indicator }) =>
        indicator === 'gpu-count' || indicator === 'gpu-utilisation',
    );
    const environments = new Set(ofGpus.map(({ environment }) => environment));
    return [...environments].map(environment => {
      const own = ofGpus.filter(reading => reading.environment === environment);
      const count = newestOf(own, 'gpu-count');
      const use = newestOf(own, 'gpu-utilisation');
      return {
        environment,
        counts: count ? this.#products.countsOf(count) : [],
        utilisation: use?.value,
        observedAt: Math.max(...own.map(({ observedAt }) => observedAt)),
      };
    });
  }
}
