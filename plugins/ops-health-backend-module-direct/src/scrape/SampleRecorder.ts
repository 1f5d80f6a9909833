import type { ExpositionSeries } from '@platform-ops/openmetrics';
import { STALE } from '../series/Samples';
import type { Series } from '../series/Series';
import { seriesKey } from '../series/seriesKey';
import { OLDEST_SAMPLE, type SeriesStore } from '../series/SeriesStore';
import { mergeLabels } from '../targets/mergeLabels';
import type { Target } from '../targets/Target';
import { HOUR, MINUTE } from '../time';
import { Turns } from '../Turns';

/** What a target told. */
export interface ScrapedSample {
  series: ExpositionSeries;
  value: number;
  timestamp: number | undefined;
}

/** Why samples were left out, and how many. */
export interface LeftOut {
  /** The limit of series is reached. */
  series: number;
  old: number;
  future: number;
  outOfOrder: number;
  /** Two values for one time. */
  duplicate: number;
}

/** As Prometheus takes them. */
const NEWEST_SAMPLE = 10 * MINUTE;
/** A series that told nothing for so long may make room for another. */
const DEAD_AFTER = HOUR;
/** So many are removed at once, that it is not done at each scrape. */
const ROOM = 0.05;

/**
 * Puts what targets told into series.
 */
export class SampleRecorder {
  readonly #store: SeriesStore;
  readonly #maxSeries: number;
  /** By target: its series of the last scrape that end when they are gone. */
  readonly #live = new Map<string, Set<Series>>();

  constructor(options: { store: SeriesStore; maxSeries: number }) {
    this.#store = options.store;
    this.#maxSeries = options.maxSeries;
  }

  /**
   * Notes a scrape.
   *
   * @param at - When it began: the time of all samples that tell none.
   */
  async record(
    target: Target,
    at: number,
    scraped: ScrapedSample[],
  ): Promise<LeftOut> {
    const leftOut: LeftOut = {
      series: 0,
      old: 0,
      future: 0,
      outOfOrder: 0,
      duplicate: 0,
    };
    const keys = await this.#keysOf(target, scraped);
    await this.#addMissing(new Set(keys.values()), at);
    const live = new Set<Series>();
    const turns = new Turns();
    for (const { series: exposed, value, timestamp } of scraped) {
      const series = this.#store.table.get(keys.get(exposed)!);
      if (!series) {
        leftOut.series++;
        continue;
      }
      const reason = this.#append(series, value, timestamp ?? at, at);
      if (reason) {
        leftOut[reason]++;
      }
      if (timestamp === undefined) {
        live.add(series);
      }
      if (turns.isOver) {
        await turns.next();
      }
    }
    this.#endOthers(target.id, live, at);
    return leftOut;
  }

  /** What the portal itself says of a target, e.g. `up`. */
  async note(
    target: Target,
    at: number,
    values: Record<string, number>,
  ): Promise<void> {
    const entries = Object.entries(values).map(
      ([metric, value]) => [seriesKey(metric, target.labels), value] as const,
    );
    await this.#store.addSeries(
      entries.map(([key]) => key).filter(key => !this.#store.table.get(key)),
    );
    for (const [key, value] of entries) {
      this.#append(this.#store.table.get(key)!, value, at, at);
    }
  }

  /** The target told nothing, or is gone. */
  end(targetId: string, at: number): void {
    this.#endOthers(targetId, new Set(), at);
  }

  async #keysOf(
    target: Target,
    scraped: ScrapedSample[],
  ): Promise<Map<ExpositionSeries, string>> {
    const keys = new Map<ExpositionSeries, string>();
    const turns = new Turns();
    for (const { series } of scraped) {
      if (!keys.has(series)) {
        keys.set(
          series,
          seriesKey(series.metric, mergeLabels(series.labels, target.labels)),
        );
        if (turns.isOver) {
          await turns.next();
        }
      }
    }
    return keys;
  }

  async #addMissing(keys: Set<string>, at: number): Promise<void> {
    const { table } = this.#store;
    const missing = [...keys].filter(key => !table.get(key));
    if (missing.length === 0) {
      return;
    }
    if (table.size + missing.length > this.#maxSeries) {
      await this.#makeRoom(missing.length, keys, at);
    }
    await this.#store.addSeries(
      missing.slice(0, Math.max(0, this.#maxSeries - table.size)),
    );
  }

  /** Not at the cost of those that come back just now. */
  async #makeRoom(
    wanted: number,
    present: Set<string>,
    at: number,
  ): Promise<void> {
    const { table } = this.#store;
    const room = wanted + Math.ceil(this.#maxSeries * ROOM);
    const dead = [...table]
      .filter(
        ({ key, lastTime }) => lastTime < at - DEAD_AFTER && !present.has(key),
      )
      .sort((a, b) => a.lastTime - b.lastTime)
      .slice(0, table.size + room - this.#maxSeries);
    await this.#store.remove(dead);
  }

  /** @returns why the sample is left out, if it is. */
  #append(
    series: Series,
    value: number,
    time: number,
    now: number,
  ): keyof LeftOut | undefined {
    const last = series.lastTime;
    if (time === last) {
      return Object.is(value, series.head.lastValue) ? undefined : 'duplicate';
    }
    if (time < last) {
      return 'outOfOrder';
    }
    if (time < Math.max(now - OLDEST_SAMPLE, this.#store.sealedUntil)) {
      return 'old';
    }
    if (time > now + NEWEST_SAMPLE) {
      return 'future';
    }
    this.#store.append(series, time, value);
    return undefined;
  }

  #endOthers(targetId: string, live: Set<Series>, at: number): void {
    for (const series of this.#live.get(targetId) ?? []) {
      if (!live.has(series) && !series.hasEnded && series.lastTime < at) {
        this.#store.append(series, at, STALE);
      }
    }
    if (live.size === 0) {
      this.#live.delete(targetId);
    } else {
      this.#live.set(targetId, live);
    }
  }
}
