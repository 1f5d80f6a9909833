import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { readDuration } from './readDuration';
import { readWholeNumber } from './readWholeNumber';

const configOf = (value?: JsonValue) => new ConfigReader({ value });

describe('readWholeNumber', () => {
  const read = (value?: JsonValue) =>
    readWholeNumber(configOf(value), 'key', 'value', {
      unlessTold: 4,
      from: 1,
      to: 64,
      advice: '. Ask for more',
    });

  it('takes whole numbers within the bounds', () => {
    expect([read(), read(1), read(64)]).toEqual([4, 1, 64]);
  });

  it.each([0, 65, 1.5])('refuses %d', value => {
    expect(() => read(value)).toThrow(
      `key.value: found ${value}, allowed is a whole number from 1 to 64. Ask for more`,
    );
  });
});

describe('readDuration', () => {
  const read = (value?: JsonValue) =>
    readDuration(configOf(value), 'key', 'value', {
      unlessTold: 30_000,
      from: 100,
      to: 600_000,
    });

  it('takes durations within the bounds', () => {
    expect([read(), read('100ms'), read({ minutes: 10 })]).toEqual([
      30_000, 100, 600_000,
    ]);
  });

  it.each([
    ['1ms', '1 ms'],
    [{ minutes: 11 }, '660 s'],
  ])('refuses %j', (value, found) => {
    expect(() => read(value)).toThrow(
      `key.value: found ${found}, allowed is 100 ms to 600 s`,
    );
  });

  it('refuses what is no duration', () => {
    expect(() => read('soon')).toThrow(/value/);
  });
});
