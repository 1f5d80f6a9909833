import { between, countBefore, type Samples } from './Samples';

const FIRST_CAPACITY = 16;

/**
 * The newest samples of a series.
 *
 * @remarks
 *
 * What was once handed out never changes, so that who reads in slices reads
 * what was there at the beginning.
 */
export class SampleBuffer {
  #times = new Float64Array(0);
  #values = new Float64Array(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** -Infinity where there is none. */
  get lastTime(): number {
    return this.#length === 0 ? -Infinity : this.#times[this.#length - 1];
  }

  get lastValue(): number | undefined {
    return this.#length === 0 ? undefined : this.#values[this.#length - 1];
  }

  /** The time has to be after that of the last sample. */
  append(time: number, value: number): void {
    if (this.#length === this.#times.length) {
      this.#resize(Math.max(FIRST_CAPACITY, this.#length * 2));
    }
    this.#times[this.#length] = time;
    this.#values[this.#length] = value;
    this.#length++;
  }

  all(): Samples {
    return {
      times: this.#times.subarray(0, this.#length),
      values: this.#values.subarray(0, this.#length),
    };
  }

  /** From `from` on, before `to`. */
  between(from: number, to: number): Samples {
    return between(this.all(), from, to);
  }

  dropBefore(time: number): void {
    const { times, values } = this.all();
    const dropped = countBefore(times, time);
    if (dropped > 0) {
      this.#times = times.slice(dropped);
      this.#values = values.slice(dropped);
      this.#length -= dropped;
    }
  }

  #resize(capacity: number): void {
    const { times, values } = this.all();
    this.#times = new Float64Array(capacity);
    this.#values = new Float64Array(capacity);
    this.#times.set(times);
    this.#values.set(values);
  }
}
