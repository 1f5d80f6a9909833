import type { Samples } from '../series/Samples';
import { ByteReader } from './ByteReader';
import { ByteWriter } from './ByteWriter';

const VERSION = 1;
/** A number and its two halves, in whichever order this machine keeps them. */
const number = new Float64Array(1);
const halves = new Int32Array(number.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0];
const LOW = 1 - HIGH;

/**
 * Samples of a series as bytes: about 4 of them for each.
 *
 * @remarks
 *
 * Scrapes come at regular times, so what is written is how much the pause
 * differs from the one before; and values change little, so of each only those
 * bytes are written that differ from the one before.
 */
export function encodeChunk({ times, values }: Samples): Buffer {
  const writer = new ByteWriter(16 + times.length * 6);
  writer.byte(VERSION);
  writer.whole(times.length);
  let lastTime = 0;
  let lastPause = 0;
  let lastHigh = 0;
  let lastLow = 0;
  for (let index = 0; index < times.length; index++) {
    const pause = times[index] - lastTime;
    writer.signed(pause - lastPause);
    lastTime = times[index];
    // The first is the time since the epoch and no pause.
    lastPause = index === 0 ? 0 : pause;

    number[0] = values[index];
    const high = halves[HIGH];
    const low = halves[LOW];
    writeDifference(writer, high ^ lastHigh, low ^ lastLow);
    lastHigh = high;
    lastLow = low;
  }
  return writer.finish();
}

/** Reads what `encodeChunk` wrote: several chunks, one after the other. */
export function decodeChunks(chunks: Uint8Array[]): Samples {
  const lengths = chunks.map(chunk => {
    if (chunk[0] !== VERSION) {
      throw new Error(`found a chunk of version ${chunk[0]}`);
    }
    const reader = new ByteReader(chunk.subarray(1, 10));
    return reader.whole();
  });
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const samples = {
    times: new Float64Array(total),
    values: new Float64Array(total),
  };
  let offset = 0;
  chunks.forEach((chunk, index) => {
    decodeInto(samples, chunk, offset, offset + lengths[index]);
    offset += lengths[index];
  });
  return samples;
}

/**
 * It reads the bytes itself, for a day of a thousand series is some million
 * samples.
 */
function decodeInto(
  { times, values }: Samples,
  bytes: Uint8Array,
  first: number,
  end: number,
): void {
  let at = 2;
  while (bytes[at - 1] >= 0x80) {
    at++;
  }
  let time = 0;
  let pause = 0;
  let high = 0;
  let low = 0;
  for (let index = first; index < end; index++) {
    let byte = bytes[at++];
    if (byte < 0x80) {
      pause += (byte >>> 1) ^ -(byte & 1);
    } else {
      let folded = byte & 0x7f;
      for (let factor = 0x80; byte >= 0x80; factor *= 0x80) {
        byte = bytes[at++];
        folded += (byte & 0x7f) * factor;
      }
      pause += folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
    }
    time += pause;
    if (index === first) {
      // It is the time since the epoch and no pause.
      pause = 0;
    }
    times[index] = time;

    const control = bytes[at++];
    let position = control >>> 4;
    const last = position + (control & 0xf);
    for (; position < last && position < 4; position++) {
      high ^= bytes[at++] << (24 - 8 * position);
    }
    for (; position < last; position++) {
      low ^= bytes[at++] << (56 - 8 * position);
    }
    halves[HIGH] = high;
    halves[LOW] = low;
    values[index] = number[0];
  }
  if (at !== bytes.length) {
    throw new Error(`found ${bytes.length} bytes in a chunk of ${at}`);
  }
}

/** Where the bytes that are not zero begin, how many they are, and they. */
function writeDifference(writer: ByteWriter, high: number, low: number): void {
  if (high === 0 && low === 0) {
    writer.byte(0);
    return;
  }
  const first =
    high === 0 ? 4 + (Math.clz32(low) >>> 3) : Math.clz32(high) >>> 3;
  let last = 7;
  while (byteAt(high, low, last) === 0) {
    last--;
  }
  writer.byte(first * 16 + (last - first + 1));
  for (let position = first; position <= last; position++) {
    writer.byte(byteAt(high, low, position));
  }
}

function byteAt(high: number, low: number, position: number): number {
  return position < 4
    ? (high >>> (24 - 8 * position)) & 0xff
    : (low >>> (56 - 8 * position)) & 0xff;
}
