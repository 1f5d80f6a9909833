import { commonPeriod } from './time';

/**
 * Finds a span of which the sums of several windows that end together can be
 * taken, so that CloudWatch is asked, and paid, for it once: the windows that
 * were asked for in one refresh are expected in the next.
 */
export class CommonWindow {
  #end: number | undefined;
  #asked = new Set<number>();
  #longest = 0;
  #period = 0;

  static create(): CommonWindow {
    return new CommonWindow();
  }

  private constructor() {}

  /** Start and period that serve a window, and others with it. */
  spanOf(window: number, end: number): { start: number; period: number } {
    if (end !== this.#end) {
      this.#end = end;
      this.#longest = Math.max(0, ...this.#asked);
      this.#period = [...this.#asked].reduce(
        (period, other) => commonPeriod(other, period),
        0,
      );
      this.#asked = new Set();
    }
    this.#asked.add(window);
    return window <= this.#longest && window % this.#period === 0
      ? { start: end - this.#longest, period: this.#period }
      : { start: end - window, period: commonPeriod(window, 0) };
  }
}
