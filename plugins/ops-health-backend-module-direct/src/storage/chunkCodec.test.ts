import { STALE } from '../series/Samples';
import { decodeChunks, encodeChunk } from './chunkCodec';
import { decodeJournal, encodeJournal } from './journalCodec';
import { mergeSamples, thinOut } from './thinOut';

const samples = (points: Array<[number, number]>) => ({
  times: Float64Array.from(points, ([time]) => time),
  values: Float64Array.from(points, ([, value]) => value),
});
const points = ({ times, values }: ReturnType<typeof samples>) =>
  [...times].map((time, index) => [time, values[index]]);

describe('chunks', () => {
  it('give back what went in, whatever it is', () => {
    const start = 1_795_443_901_234;
    const values = [
      ...[0, -0, 1, 1, 1, 2 ** 53, 0.1, -0.1, 1e-320, 1.7e308],
      ...[NaN, Infinity, -Infinity, STALE, 3],
    ];
    const all = values.map((value, index): [number, number] => [
      // Regular, irregular, and with a gap of a month.
      start + index * 15_000 + (index % 3) + (index > 9 ? 2_600_000_000 : 0),
      value,
    ]);
    const bytes = encodeChunk(samples(all));
    expect(points(decodeChunks([bytes]))).toEqual(all);
    const later = all.map(([time, value]): [number, number] => [
      time + 1e10,
      value,
    ]);
    expect(points(decodeChunks([bytes, encodeChunk(samples(later))]))).toEqual([
      ...all,
      ...later,
    ]);
    expect(points(decodeChunks([encodeChunk(samples([]))]))).toEqual([]);
    expect(() => decodeChunks([bytes.subarray(0, -1)])).toThrow('bytes');
    expect(() => decodeChunks([Buffer.from([9])])).toThrow('version 9');
  });

  it('take few bytes', () => {
    const day = Array.from({ length: 480 }, (_, index): [number, number] => [
      1_795_443_901_234 + index * 15_000 + (index % 5),
      Math.floor(index * 17.3),
    ]);
    expect(encodeChunk(samples(day)).length).toBeLessThan(480 * 5);
  });
});

it('a journal gives back what went in', () => {
  const groups = [
    { time: 1_795_443_901_234, series: [3, 1, 70_000], values: [1, NaN, -0] },
    { time: -5, series: [], values: [] },
  ];
  expect(decodeJournal(encodeJournal(groups))).toEqual(groups);
});

describe('thinOut', () => {
  const thin = (all: Array<[number, number]>) =>
    points(thinOut(samples(all.map(([s, value]) => [s * 1000, value])))).map(
      ([time, value]) => [time / 1000, value],
    );

  it('keeps the last of every five minutes', () => {
    expect(
      thin([
        [0, 1],
        [15, 2],
        [299, 3],
        [300, 4],
        [615, 5],
      ]),
    ).toEqual([
      [299, 3],
      [300, 4],
      [615, 5],
    ]);
  });

  it('loses nothing of a counter that began anew', () => {
    expect(
      thin([
        [0, 100],
        [60, 110],
        [120, 2],
        [180, 9],
      ]),
    ).toEqual([
      [60, 110],
      [120, 2],
      [180, 9],
    ]);
  });

  it('keeps of what goes up and down only the last', () => {
    expect(
      thin([
        [0, 5],
        [60, 1],
        [120, 6],
        [180, 2],
      ]),
    ).toEqual([[180, 2]]);
  });

  it('keeps that a series ended, and what it told last', () => {
    expect(
      thin([
        [0, 5],
        [60, 6],
        [120, STALE],
      ]),
    ).toEqual([
      [60, 6],
      [120, STALE],
    ]);
  });
});

it('mergeSamples keeps the order, and the newer of two', () => {
  const merged = mergeSamples(
    samples([
      [1, 1],
      [3, 3],
    ]),
    samples([
      [2, 2],
      [3, 4],
    ]),
  );
  expect(points(merged)).toEqual([
    [1, 1],
    [2, 2],
    [3, 4],
  ]);
});
