import { MINUTE } from './time';
import { CELL, type Conditions } from './Conditions';

/** Looked up once: this runs millions of times. */
const { floor, max, min } = Math;

/**
 * A stretch of time in which the conditions stay the same, and the requests
 * that came in.
 */
export interface Step {
  conditions: Conditions;
  requests: number;
  seconds: number;
}

/**
 * Something that adds up over time: some numbers that each step adds to.
 */
export interface Meter {
  readonly size: number;
  add(into: Float64Array, at: number, step: Step): void;
}

/**
 * What the sums are made from.
 */
export interface TotalsSource {
  meters: readonly Meter[];
  /** The conditions in the stretch that begins at a time, and its end. */
  stretchAt(time: number): { end: number; conditions: Conditions };
  /** Requests in the minute with this number since 1970. */
  requestsIn(minute: number): number;
}

/**
 * Sums over all that happened since a process started. Walks forward in steps
 * that do not depend on when it is asked, so that the sums are the same
 * whenever and however often that is.
 */
export class RunningTotals {
  readonly startedAt: number;
  readonly #source: TotalsSource;
  readonly #sums: Float64Array;
  #reached: number;

  constructor(source: TotalsSource, startedAt: number) {
    this.#source = source;
    this.startedAt = startedAt;
    this.#reached = startedAt;
    this.#sums = new Float64Array(
      source.meters.reduce((size, meter) => size + meter.size, 0),
    );
  }

  /** How far it has walked; what lies before cannot be asked for any more. */
  get reached(): number {
    return this.#reached;
  }

  at(time: number): Float64Array {
    for (;;) {
      const { end, conditions } = this.#source.stretchAt(this.#reached);
      if (end > time) {
        const sums = this.#sums.slice();
        this.#add(sums, conditions, this.#reached, time);
        return sums;
      }
      this.#add(this.#sums, conditions, this.#reached, end);
      this.#reached = end;
    }
  }

  #add(
    sums: Float64Array,
    conditions: Conditions,
    from: number,
    to: number,
  ): void {
    const step = {
      conditions,
      requests: this.#requestsBetween(from, to),
      seconds: (to - from) / 1000,
    };
    let at = 0;
    for (const meter of this.#source.meters) {
      meter.add(sums, at, step);
      at += meter.size;
    }
  }

  #requestsBetween(from: number, to: number): number {
    let requests = 0;
    for (let minute = floor(from / MINUTE); minute * MINUTE < to; minute += 1) {
      const begin = max(from, minute * MINUTE);
      const end = min(to, (minute + 1) * MINUTE);
      requests += (this.#source.requestsIn(minute) * (end - begin)) / MINUTE;
    }
    return requests;
  }
}

/**
 * The end of the stretch of ordinary conditions that holds a time.
 */
export function endOfCell(time: number): number {
  return (floor(time / CELL) + 1) * CELL;
}
