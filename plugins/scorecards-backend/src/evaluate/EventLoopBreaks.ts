import { setImmediate } from 'node:timers/promises';

const LONGEST_MS = 8;

/**
 * Lets others have their turn during long work.
 */
export class EventLoopBreaks {
  #since = performance.now();

  async offer(): Promise<void> {
    if (performance.now() - this.#since >= LONGEST_MS) {
      await setImmediate();
      this.#since = performance.now();
    }
  }
}
