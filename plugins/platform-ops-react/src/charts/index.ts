export { Gauge, type GaugeProps } from './Gauge';
export { IntervalMark, type IntervalMarkProps } from './IntervalMark';
export { Meter, type MeterProps } from './Meter';
export { SmallMultiples, type SmallMultiplesProps } from './SmallMultiples';
export { Sparkline, type SparklineProps } from './Sparkline';
export { TimeSeriesChart } from './TimeSeriesChart';
export type {
  ChartBand,
  ChartLimit,
  ChartMark,
  ChartPoint,
  ChartRange,
  ChartSeries,
  TimeSeriesChartProps,
} from './types';
export { ValueBars, type ValueBarsProps } from './ValueBars';
