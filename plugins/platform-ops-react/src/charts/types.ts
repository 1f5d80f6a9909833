/** @public */
export interface ChartPoint {
  /** Seconds since the epoch; with `categories` the index of the category. */
  time: number;
  /** Null leaves a gap: nothing is known, which is not zero. */
  value: number | null;
}

/** @public */
export interface ChartSeries {
  name: string;
  points: ChartPoint[];
}

/**
 * Something that happened at a moment, drawn as a vertical line.
 *
 * @public
 */
export interface ChartMark {
  time: number;
  label: string;
}

/**
 * A range that values were expected in, drawn as an area behind the lines.
 *
 * @public
 */
export interface ChartBand {
  name: string;
  points: Array<{ time: number; low: number | null; high: number | null }>;
}

/** @public */
export interface TimeSeriesChartProps {
  /** What the chart shows; its accessible name. */
  label: string;
  series: ChartSeries[];
  /** See `formatNumber`. */
  unit?: string;
  /** In pixels, 240 by default. */
  height?: number;
  marks?: ChartMark[];
  bands?: ChartBand[];
  /** Makes the horizontal axis one of names (versions, say) instead of time. */
  categories?: string[];
}
