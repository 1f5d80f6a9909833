import { BYTE_STEPS, isBytes } from './byteSteps';
import { chartScales } from './chartScales';
import type { TimeSeriesChartProps } from './types';

jest.mock('uplot', () => ({
  __esModule: true,
  default: { rangeNum: () => [0, 100] },
}));

describe('the axis of values', () => {
  const rangeOf = (
    low: number,
    high: number,
    props: Partial<TimeSeriesChartProps> = {},
  ) => {
    const { range } = chartScales(() => ({
      label: 'Queue',
      series: [],
      fromZero: true,
      ...props,
    }))!.y;
    return (range as Function)(undefined, low, high);
  };

  it('goes to 1 where all values are zero', () => {
    expect(rangeOf(0, 0)).toEqual([0, 1]);
    expect(rangeOf(0, 0, { unit: 'ratio' })).toEqual([0, 1]);
    expect(rangeOf(0, 0, { limits: [{ value: 500, label: 'limit' }] })).toEqual(
      [0, 1],
    );
    expect(rangeOf(0, 80)).toEqual([0, 100]);
  });

  it('has ticks at round KiB, MiB and GiB', () => {
    expect(isBytes('bytes')).toBe(true);
    expect(isBytes('seconds')).toBe(false);
    expect(BYTE_STEPS).toEqual(
      expect.arrayContaining([512, 1024, 256 * 1024 ** 2, 1024 ** 3]),
    );
  });
});
