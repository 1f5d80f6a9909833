import { createHash } from 'node:crypto';

/**
 * Numbers that look random and are the same for the same seed.
 */
export class Random {
  #state: number;

  static fromSeed(seed: string): Random {
    return new Random(
      createHash('sha256').update(seed).digest().readUInt32LE(),
    );
  }

  private constructor(state: number) {
    this.#state = state;
  }

  /**
   * At least 0, below 1 (mulberry32).
   */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) % 0x100000000;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  integer(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)];
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) {
      text += Math.floor(this.next() * 16).toString(16);
    }
    return text;
  }
}
