import type { WindowCounts } from '../burn/WindowCounts';
import { MINUTE } from '../time';
import { createRandom, drawBinomial } from './random';

export interface TrafficOptions {
  minutes: number;
  /** Events of a minute; a fraction means one event each so many minutes. */
  eventsPerMinute: number | ((minute: number) => number);
  /** They come at random instead of evenly. */
  isRandom?: boolean;
  /** The true probability that an event is bad. */
  errorRatio: (minute: number) => number;
  /** Whether the source saw the minute; always, unless given. */
  isObserved?: (minute: number) => boolean;
  seed?: number;
}

/** A service's life minute by minute, of which the truth is known. */
export class Traffic {
  readonly #total: Float64Array;
  readonly #bad: Float64Array;
  readonly #observed: Float64Array;
  readonly minutes: number;

  static simulate(options: TrafficOptions): Traffic {
    const { minutes, errorRatio, isObserved = () => true } = options;
    const random = createRandom(options.seed ?? 1);
    const { eventsPerMinute } = options;
    const rate =
      typeof eventsPerMinute === 'number'
        ? () => eventsPerMinute
        : eventsPerMinute;
    const traffic = new Traffic(minutes);
    let due = 0;
    for (let minute = 0; minute < minutes; minute++) {
      due += rate(minute);
      const events = options.isRandom
        ? drawBinomial(1000, rate(minute) / 1000, random)
        : Math.floor(due + 1e-9);
      due -= events;
      const bad = drawBinomial(events, errorRatio(minute), random);
      traffic.#add(minute, events, bad, isObserved(minute));
    }
    return traffic;
  }

  private constructor(minutes: number) {
    this.minutes = minutes;
    this.#total = new Float64Array(minutes + 1);
    this.#bad = new Float64Array(minutes + 1);
    this.#observed = new Float64Array(minutes + 1);
  }

  /** What was observed in the window that ends after so many minutes. */
  countsAt(minute: number, windowMs: number): WindowCounts {
    const length = windowMs / MINUTE;
    const within = (sums: Float64Array) =>
      sums[minute] - sums[Math.max(0, minute - length)];
    const total = within(this.#total);
    return {
      windowMs,
      total,
      good: total - within(this.#bad),
      coverage: within(this.#observed) / length,
    };
  }

  /** Sums from the start, so that a window is one subtraction. */
  #add(minute: number, events: number, bad: number, isObserved: boolean) {
    const [seenEvents, seenBad, seen] = isObserved
      ? [events, bad, 1]
      : [0, 0, 0];
    this.#total[minute + 1] = this.#total[minute] + seenEvents;
    this.#bad[minute + 1] = this.#bad[minute] + seenBad;
    this.#observed[minute + 1] = this.#observed[minute] + seen;
  }
}
