import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import { between, concatenate, type Samples } from '../series/Samples';
import type { Series } from '../series/Series';
import type { SeriesStore } from '../series/SeriesStore';
import { Turns } from '../Turns';
import type { StoredChunk } from './ChunkRows';
import { decodeChunks } from './chunkCodec';
import type { DirectDatabase } from './DirectDatabase';
import { AS_SCRAPED, THINNED } from './resolutions';

/** The samples of a series over a stretch of time, or more. */
export interface SeriesSamples {
  series: Series;
  samples: Samples;
  /** Samples up to then are five minutes apart; -Infinity where none is. */
  thinnedUntil: number;
}

const SERIES_AT_ONCE = 50;

/**
 * Reads samples from memory and from the database.
 */
export class SampleReader {
  readonly #store: SeriesStore;
  readonly #database: DirectDatabase;

  constructor(options: { store: SeriesStore; database: DirectDatabase }) {
    this.#store = options.store;
    this.#database = options.database;
  }

  /**
   * The samples of each series, in slices, from `from` on, up to `to`. The
   * database is not asked where memory has all of them.
   */
  async *read(
    series: Series[],
    options: {
      from: number;
      to: number;
      signal?: AbortSignal;
    },
  ): AsyncGenerator<SeriesSamples> {
    const turns = new Turns(options.signal);
    const { sealedUntil } = this.#store;
    const span = { from: options.from, to: options.to + 1 };
    // All at once, for what is sealed meanwhile leaves them.
    const heads = new Map(
      series.map(({ id, head }) => [id, head.between(span.from, span.to)]),
    );
    for (const some of inChunks(series, SERIES_AT_ONCE)) {
      const [thinned, scraped] = await this.#readChunks(
        some,
        span,
        sealedUntil,
      );
      for (const one of some) {
        yield join(
          one,
          thinned.get(one.id) ?? [],
          scraped.get(one.id) ?? [],
          heads.get(one.id)!,
        );
        if (turns.isOver) {
          await turns.next();
        }
      }
    }
  }

  async #readChunks(
    series: Series[],
    span: { from: number; to: number },
    sealedUntil: number,
  ): Promise<[ChunksById, ChunksById]> {
    const ids = series.map(({ id }) => id);
    // First these: what is thinned out meanwhile is then there twice, not never.
    const scraped =
      span.from < sealedUntil
        ? await this.#database.chunks.read(AS_SCRAPED, ids, {
            from: span.from,
            // What comes later is in the heads, also while it is being sealed.
            to: Math.min(span.to, sealedUntil),
          })
        : [];
    const thinned =
      span.from < this.#store.thinnedUntil
        ? await this.#database.chunks.read(THINNED, ids, span)
        : [];
    return [byId(thinned), byId(scraped)];
  }
}

type ChunksById = Map<number, StoredChunk[]>;

function byId(chunks: StoredChunk[]): ChunksById {
  const result: ChunksById = new Map();
  for (const chunk of chunks) {
    const same = result.get(chunk.seriesId);
    if (same) {
      same.push(chunk);
    } else {
      result.set(chunk.seriesId, [chunk]);
    }
  }
  return result;
}

/** What is thinned comes before all that is as it was scraped. */
function join(
  series: Series,
  thinned: StoredChunk[],
  scraped: StoredChunk[],
  head: Samples,
): SeriesSamples {
  const recent = concatenate([decode(scraped), head]);
  if (thinned.length === 0) {
    return { series, samples: recent, thinnedUntil: -Infinity };
  }
  const begin = recent.times.length ? recent.times[0] : Infinity;
  const past = between(decode(thinned), -Infinity, begin);
  return {
    series,
    samples: concatenate([past, recent]),
    thinnedUntil: past.times.at(-1) ?? -Infinity,
  };
}

function decode(chunks: StoredChunk[]): Samples {
  return decodeChunks(chunks.map(({ payload }) => payload));
}
