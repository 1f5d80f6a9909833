import { InputError } from '@backstage/errors';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  EXPOSITION_ACCEPT,
  expositionFormatOf,
  parseExposition,
  type ExpositionSeries,
} from '@platform-ops/openmetrics';
import type { TargetClient } from '../client/TargetClient';
import type { DirectSourceConfig } from '../config/readDirectSourceConfig';
import { SampleBuffer } from '../series/SampleBuffer';
import type { Samples } from '../series/Samples';
import { seriesKey } from '../series/seriesKey';
import type { SeriesStore } from '../series/SeriesStore';
import type { DirectDatabase } from '../storage/DirectDatabase';
import { mergeThinned } from '../storage/mergeThinned';
import { THINNED } from '../storage/resolutions';
import { THIN_STEP, thinOut } from '../storage/thinOut';
import { mergeLabels } from '../targets/mergeLabels';
import type { Target } from '../targets/Target';
import { DAY, SECOND, type Clock } from '../time';
import { Turns } from '../Turns';

const TIMEOUT = 30 * SECOND;
const LIMITS = {
  maxBytes: 256 * 1024 * 1024,
  maxSamples: 3_000_000,
};
const MOST_DAYS = 15;
const SERIES_AT_ONCE = 20;

/**
 * Reads the past of a target once: OpenMetrics with timestamps.
 */
export class HistoryReader {
  readonly #config: DirectSourceConfig;
  readonly #client: Pick<TargetClient, 'get'>;
  readonly #database: DirectDatabase;
  readonly #store: SeriesStore;
  readonly #clock: Clock;

  constructor(options: {
    config: DirectSourceConfig;
    client: Pick<TargetClient, 'get'>;
    database: DirectDatabase;
    store: SeriesStore;
    clock: Clock;
  }) {
    this.#config = options.config;
    this.#client = options.client;
    this.#database = options.database;
    this.#store = options.store;
    this.#clock = options.clock;
  }

  /**
   * @param until - Samples from then on are left out: these were scraped.
   *
   * @throws TargetError
   */
  async read(
    target: Target,
    until: number,
    signal: AbortSignal,
  ): Promise<void> {
    const buffers = await this.#fetch(target, until, signal);
    const { table } = this.#store;
    const keys = [...buffers.keys()];
    const missing = keys.filter(key => !table.get(key));
    await this.#store.addSeries(
      missing.slice(0, Math.max(0, this.#config.maxSeries - table.size)),
    );
    const turns = new Turns(signal);
    for (const some of inChunks(keys, SERIES_AT_ONCE)) {
      const samples = new Map<number, Samples>();
      for (const key of some) {
        const series = table.get(key);
        if (series) {
          const thinned = thinOut(buffers.get(key)!.all());
          samples.set(series.id, thinned);
          series.noteStored(thinned.times.at(-1) ?? -Infinity);
        }
      }
      await this.#database.chunks.write(
        THINNED,
        await mergeThinned(this.#database, samples),
      );
      await turns.next();
    }
  }

  async #fetch(
    target: Target,
    until: number,
    signal: AbortSignal,
  ): Promise<Map<string, SampleBuffer>> {
    if (!target.historyUrl) {
      throw new InputError(`${target.key} has no address of a past`);
    }
    const { keep, retentionMs } = this.#config;
    const oldest = this.#clock() - retentionMs;
    const byKey = new Map<string, SampleBuffer>();
    const known = new Map<ExpositionSeries, SampleBuffer | undefined>();
    const bufferOf = (series: ExpositionSeries) => {
      if (keep && !keep.some(pattern => pattern.test(series.metric))) {
        return undefined;
      }
      const key = seriesKey(
        series.metric,
        mergeLabels(series.labels, target.labels),
      );
      const buffer = byKey.get(key) ?? new SampleBuffer();
      byKey.set(key, buffer);
      return buffer;
    };
    await this.#client.get(
      {
        url: withSpan(target.historyUrl, retentionMs),
        headers: target.headers,
        key: target.key,
        accept: EXPOSITION_ACCEPT,
        timeoutMs: TIMEOUT,
        signal,
      },
      async ({ contentType, body }, bodySignal) =>
        parseExposition(body, {
          format: expositionFormatOf(contentType),
          limits: LIMITS,
          signal: bodySignal,
          onSample: (series, value, time) => {
            if (!known.has(series)) {
              known.set(series, bufferOf(series));
            }
            const buffer = known.get(series);
            if (
              buffer &&
              time !== undefined &&
              time >= oldest &&
              time < until &&
              time > buffer.lastTime
            ) {
              buffer.append(time, value);
            }
          },
        }),
    );
    return byKey;
  }
}

/** Asks for what is kept, unless the address says something else. */
function withSpan(address: URL, retentionMs: number): URL {
  const url = new URL(address);
  const wanted = {
    days: Math.min(retentionMs / DAY, MOST_DAYS),
    step: THIN_STEP / SECOND,
  };
  for (const [name, value] of Object.entries(wanted)) {
    if (!url.searchParams.has(name)) {
      url.searchParams.set(name, String(value));
    }
  }
  return url;
}
