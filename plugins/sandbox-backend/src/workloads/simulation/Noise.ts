import { createHash } from 'node:crypto';

/** Looked up once: this runs millions of times. */
const { cos, exp, floor, imul, log, max, PI, round, sqrt } = Math;

function mix(value: number): number {
  let mixed = value | 0;
  mixed = imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * Noise that can be asked for at any point in any order: the same seed, channel
 * and index always give the same number.
 */
export class Noise {
  readonly #seed: number;

  static fromSeed(seed: string): Noise {
    return new Noise(createHash('sha256').update(seed).digest().readInt32LE());
  }

  private constructor(seed: number) {
    this.#seed = seed;
  }

  /**
   * Above 0 and below 1, evenly.
   */
  uniform(index: number, channel: number): number {
    const salted = mix(this.#seed ^ imul(channel + 1, 0x9e3779b1));
    return (mix(mix(index) ^ salted) + 0.5) / 0x100000000;
  }

  /**
   * Around 0 with a spread of 1.
   */
  normal(index: number, channel: number): number {
    const radius = sqrt(-2 * log(this.uniform(index, channel)));
    const angle = 2 * PI * this.uniform(index, channel + 1000);
    return radius * cos(angle);
  }

  /**
   * Like {@link Noise.normal}, changing gradually with a time.
   */
  smooth(time: number, period: number, channel: number): number {
    const position = time / period;
    const index = floor(position);
    const weight = (1 - cos(PI * (position - index))) / 2;
    return (
      this.normal(index, channel) * (1 - weight) +
      this.normal(index + 1, channel) * weight
    );
  }

  /**
   * A whole number around a mean, as often as that many independent events
   * happen.
   */
  count(mean: number, index: number, channel: number): number {
    if (mean > 30) {
      const spread = sqrt(mean) * this.normal(index, channel);
      return max(0, round(mean + spread));
    }
    let rest = this.uniform(index, channel);
    let probability = exp(-mean);
    let events = 0;
    while (rest > probability && probability > 1e-12) {
      rest -= probability;
      events += 1;
      probability *= mean / events;
    }
    return events;
  }
}
