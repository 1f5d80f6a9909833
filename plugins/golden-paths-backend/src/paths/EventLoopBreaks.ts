import { setImmediate } from 'node:timers/promises';

/** Long enough to get something done, short enough for nobody to notice. */
const LONGEST_MS = 20;

/** Lets others go on from time to time while something long is done. */
export class EventLoopBreaks {
  #since = performance.now();

  async offer(): Promise<void> {
    if (performance.now() - this.#since >= LONGEST_MS) {
      await setImmediate();
      this.#since = performance.now();
    }
  }
}
