import { countTimeSlices } from './countTimeSlices';

describe('countTimeSlices', () => {
  it('counts the slices that reach the target', () => {
    const slices = [
      { good: 95, total: 100 },
      { good: 94, total: 100 },
      { good: 1, total: 1 },
      { good: 0, total: 0 },
      { good: NaN, total: 5 },
      { good: 5, total: Infinity },
    ];
    expect(countTimeSlices(slices, 0.95)).toEqual({ good: 2, total: 3 });
  });
});
