import { LIMITS } from '../limits';
import type { Clock } from '../time';
import { Turns } from '../Turns';
import { decodeChunks } from './chunkCodec';
import type { DirectDatabase } from './DirectDatabase';
import { mergeThinned } from './mergeThinned';
import { AS_SCRAPED, THINNED } from './resolutions';
import { concatenate, type Samples } from '../series/Samples';
import { thinOut } from './thinOut';

const CHUNKS_AT_ONCE = 50;
const SERIES_AT_ONCE = 100;

/**
 * Thins out what is old and deletes what is older, in small steps.
 */
export class Housekeeping {
  readonly #database: DirectDatabase;
  readonly #sources: Array<{ id: string; retentionMs: number }>;
  readonly #clock: Clock;

  constructor(options: {
    database: DirectDatabase;
    /** All that are configured. */
    sources: Array<{ id: string; retentionMs: number }>;
    clock: Clock;
  }) {
    this.#database = options.database;
    this.#sources = options.sources;
    this.#clock = options.clock;
  }

  async run(signal: AbortSignal): Promise<void> {
    const turns = new Turns(signal);
    await this.#forgetOthers(turns);
    for (const { id, retentionMs } of this.#sources) {
      await this.#deleteExpired(id, this.#clock() - retentionMs, turns);
    }
    await this.#thinOut(turns);
  }

  /** Of sources that are not configured any more nothing is kept. */
  async #forgetOthers(turns: Turns): Promise<void> {
    const configured = new Set(this.#sources.map(({ id }) => id));
    for (const id of await this.#database.sources.listIds()) {
      if (configured.has(id)) {
        continue;
      }
      for (;;) {
        const series = await this.#database.series.list(id, 0, SERIES_AT_ONCE);
        if (series.length === 0) {
          break;
        }
        await this.#database.series.delete(series.map(row => row.id));
        await turns.next();
      }
      await this.#database.journal.delete(id);
      await this.#database.sources.delete(id);
    }
  }

  async #deleteExpired(
    sourceId: string,
    before: number,
    turns: Turns,
  ): Promise<void> {
    for (const resolution of [AS_SCRAPED, THINNED]) {
      let deleted;
      do {
        deleted = await this.#database.chunks.deleteBefore(
          sourceId,
          resolution,
          before - resolution.length,
          CHUNKS_AT_ONCE,
        );
        await turns.next();
      } while (deleted === CHUNKS_AT_ONCE);
    }
  }

  async #thinOut(turns: Turns): Promise<void> {
    const before = this.#clock() - LIMITS.asScraped - AS_SCRAPED.length;
    for (;;) {
      const chunks = await this.#database.chunks.findBefore(
        AS_SCRAPED,
        before,
        CHUNKS_AT_ONCE,
      );
      if (chunks.length === 0) {
        return;
      }
      const samples = new Map<number, Samples>();
      for (const { seriesId, payload } of chunks) {
        const thinned = thinOut(decodeChunks([payload]));
        const known = samples.get(seriesId);
        samples.set(seriesId, known ? concatenate([known, thinned]) : thinned);
      }
      await this.#database.chunks.replace({
        remove: { resolution: AS_SCRAPED, chunks },
        write: {
          resolution: THINNED,
          chunks: await mergeThinned(this.#database, samples),
        },
      });
      await turns.next();
    }
  }
}
