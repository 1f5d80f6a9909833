import { ByteReader } from './ByteReader';
import { ByteWriter } from './ByteWriter';

/** Samples of many series at one time. */
export interface JournalGroup {
  time: number;
  /** Ids of series. */
  series: number[];
  values: number[];
}

const VERSION = 1;

/** Samples as they came. */
export function encodeJournal(groups: JournalGroup[]): Buffer {
  const writer = new ByteWriter(4096);
  writer.byte(VERSION);
  writer.whole(groups.length);
  for (const { time, series, values } of groups) {
    writer.double(time);
    writer.whole(series.length);
    let last = 0;
    for (let index = 0; index < series.length; index++) {
      writer.signed(series[index] - last);
      writer.double(values[index]);
      last = series[index];
    }
  }
  return writer.finish();
}

/** Reads what `encodeJournal` wrote. */
export function decodeJournal(bytes: Uint8Array): JournalGroup[] {
  const reader = new ByteReader(bytes);
  const version = reader.byte();
  if (version !== VERSION) {
    throw new Error(`found a journal of version ${version}`);
  }
  const groups: JournalGroup[] = [];
  for (let left = reader.whole(); left > 0; left--) {
    const time = reader.double();
    const length = reader.whole();
    const series: number[] = [];
    const values: number[] = [];
    let last = 0;
    for (let index = 0; index < length; index++) {
      last += reader.signed();
      series.push(last);
      values.push(reader.double());
    }
    groups.push({ time, series, values });
  }
  return groups;
}
