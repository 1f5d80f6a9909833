import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import { between } from '../series/Samples';
import type { SeriesStore } from '../series/SeriesStore';
import { floorTo } from '../time';
import { Turns } from '../Turns';
import type { StoredChunk } from './ChunkRows';
import { encodeChunk } from './chunkCodec';
import type { DirectDatabase } from './DirectDatabase';
import { AS_SCRAPED } from './resolutions';

const SERIES_AT_ONCE = 50;

/**
 * Moves samples from memory and journal into chunks, once two hours are
 * complete. If it is broken off it is done again: chunks are then written over.
 */
export async function sealSamples(options: {
  store: SeriesStore;
  database: DirectDatabase;
  signal: AbortSignal;
}): Promise<void> {
  const { store, database, signal } = options;
  const until = store.sealableUntil;
  if (until <= store.sealedUntil) {
    return;
  }
  await store.flush();
  const turns = new Turns(signal);
  for (const some of inChunks([...store.table], SERIES_AT_ONCE)) {
    const chunks: StoredChunk[] = [];
    for (const { id, head } of some) {
      let rest = head.between(store.sealedUntil, until);
      while (rest.times.length > 0) {
        const start = floorTo(rest.times[0], AS_SCRAPED.length);
        const end = start + AS_SCRAPED.length;
        chunks.push({
          seriesId: id,
          start,
          payload: encodeChunk(between(rest, start, end)),
        });
        rest = between(rest, end, Infinity);
      }
    }
    await database.chunks.write(AS_SCRAPED, chunks);
    await database.series.noteLastSample(
      [...new Set(chunks.map(({ seriesId }) => seriesId))],
      until,
    );
    await turns.next();
  }
  await store.seal(until);
}
