import { SampleBuffer } from './SampleBuffer';
import { STALE } from './Samples';
import { parseSeriesKey } from './seriesKey';

/**
 * A metric with its labels, and its newest samples.
 */
export class Series {
  readonly id: number;
  readonly key: string;
  readonly metric: string;
  readonly labels: ReadonlyMap<string, string>;
  /** What is not in chunks yet. */
  readonly head = new SampleBuffer();
  #lastTime: number;

  constructor(options: { id: number; key: string; lastSampleAt: number }) {
    const { metric, labels } = parseSeriesKey(options.key);
    this.id = options.id;
    this.key = options.key;
    this.metric = metric;
    this.labels = labels;
    this.#lastTime = options.lastSampleAt;
  }

  /** Of the newest sample, whether it is in a chunk or not. */
  get lastTime(): number {
    return this.#lastTime;
  }

  get hasEnded(): boolean {
    return this.head.lastValue === STALE;
  }

  /** The time has to be after that of the last sample. */
  append(time: number, value: number): void {
    this.head.append(time, value);
    this.#lastTime = time;
  }

  /** Tells of samples that went into chunks at once. */
  noteStored(time: number): void {
    this.#lastTime = Math.max(this.#lastTime, time);
  }
}
