import { between, type Samples } from '../series/Samples';
import { floorTo } from '../time';
import type { StoredChunk } from './ChunkRows';
import { decodeChunks, encodeChunk } from './chunkCodec';
import type { DirectDatabase } from './DirectDatabase';
import { THINNED } from './resolutions';
import { mergeSamples } from './thinOut';

/**
 * The chunks, a day each, that hold these samples beside those that are stored.
 *
 * @param samples - By the id of the series, thinned out.
 */
export async function mergeThinned(
  database: DirectDatabase,
  samples: ReadonlyMap<number, Samples>,
): Promise<StoredChunk[]> {
  const filled = [...samples].filter(([, { times }]) => times.length > 0);
  if (filled.length === 0) {
    return [];
  }
  const stored = await database.chunks.read(
    THINNED,
    filled.map(([id]) => id),
    {
      from: Math.min(...filled.map(([, { times }]) => times[0])),
      to: Math.max(...filled.map(([, { times }]) => times.at(-1)!)) + 1,
    },
  );
  const storedByKey = new Map(
    stored.map(chunk => [`${chunk.seriesId} ${chunk.start}`, chunk]),
  );
  const chunks: StoredChunk[] = [];
  for (const [seriesId, all] of filled) {
    let rest = all;
    while (rest.times.length > 0) {
      const start = floorTo(rest.times[0], THINNED.length);
      const end = start + THINNED.length;
      const known = storedByKey.get(`${seriesId} ${start}`);
      const day = between(rest, start, end);
      chunks.push({
        seriesId,
        start,
        payload: encodeChunk(
          known ? mergeSamples(decodeChunks([known.payload]), day) : day,
        ),
      });
      rest = between(rest, end, Infinity);
    }
  }
  return chunks;
}
