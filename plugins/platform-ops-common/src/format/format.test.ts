import { formatDuration, formatNumber, formatRatio } from '.';

describe('formatNumber', () => {
  it.each([
    [1.24, 's', '1.24 s'],
    [0.84, 'seconds', '840 ms'],
    [0.9993, 'ratio', '99.93 %'],
    [99.93, '%', '99.93 %'],
    [12.4, 'usd', '$12.40'],
    [12.4, 'usd/1k tokens', '$12.40 / 1k tokens'],
    [0.00213, '$', '$0.0021'],
    [-3.5, 'USD', '-$3.50'],
    [1240, 'EUR', '€1,240.00'],
    [0.42, 'EUR/1k tokens', '€0.42 / 1k tokens'],
    [16, 'GPU', '16 GPU'],
    [1536, 'bytes', '1.5 KiB'],
    [1023.9, 'B', '1 KiB'],
    [412, 'requests', '412 requests'],
    [0.873124, undefined, '0.8731'],
    [123456.7, undefined, '123,457'],
    [0, undefined, '0'],
    [1.2e-7, undefined, '0.00000012'],
  ])('writes %p in %p as %p', (value, unit, expected) => {
    expect(formatNumber(value, unit)).toBe(expected);
  });

  it.each([null, undefined, NaN, Infinity])(
    'never makes a number of %p',
    value => {
      for (const unit of [undefined, 's', 'ratio', '%', 'usd', 'bytes', 'x']) {
        expect(formatNumber(value, unit)).toBe('unknown');
      }
    },
  );
});

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [0.0000021, '2.1 µs'],
    [0.0123, '12.3 ms'],
    [0.99996, '1 s'],
    [59.97, '1 min'],
    [75, '1 min 15 s'],
    [720, '12 min'],
    [3599.8, '1 h'],
    [7500, '2 h 5 min'],
    [86_399, '1 d'],
    [273_600, '3 d 4 h'],
    [11 * 86_400, '11 d'],
    [1500 * 86_400, '1,500 d'],
    [-90, '-1 min 30 s'],
  ])('writes %p seconds as %p', (seconds, expected) => {
    expect(formatDuration(seconds)).toBe(expected);
  });
});

describe('formatRatio', () => {
  it('never rounds to all or nothing', () => {
    expect(formatRatio(1)).toBe('100 %');
    expect(formatRatio(0.99999)).toBe('99.999 %');
    expect(formatRatio(0.999999)).toBe('99.9999 %');
    expect(formatRatio(0)).toBe('0 %');
    expect(formatRatio(0.00001)).toBe('0.001 %');
    expect(formatRatio(1.5)).toBe('150 %');
    expect(formatRatio(null)).toBe('unknown');
  });
});
