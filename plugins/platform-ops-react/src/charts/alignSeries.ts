import type { ChartBand, ChartSeries } from './types';

/**
 * Puts bands (two columns each, low and high) and series on one ascending axis.
 * Where a series has no point the value is undefined, which is drawn through;
 * null is a gap.
 */
export function alignSeries(
  series: ChartSeries[],
  bands: ChartBand[] = [],
): {
  times: number[];
  columns: Array<Array<number | null | undefined>>;
} {
  const lines = [
    ...bands.flatMap(({ points }) => [
      new Map(points.map(({ time, low }) => [time, low])),
      new Map(points.map(({ time, high }) => [time, high])),
    ]),
    ...series.map(
      ({ points }) => new Map(points.map(({ time, value }) => [time, value])),
    ),
  ];
  const times = [...new Set(lines.flatMap(line => [...line.keys()]))].sort(
    (one, other) => one - other,
  );
  return {
    times,
    columns: lines.map(line => times.map(time => line.get(time))),
  };
}
