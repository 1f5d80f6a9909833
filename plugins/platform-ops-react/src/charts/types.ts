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
  /** What the others are compared with: drawn faintly. */
  muted?: boolean;
}

/**
 * Something that happened at a moment, drawn as a vertical line.
 *
 * @public
 */
export interface ChartMark {
  time: number;
  label: string;
  /** Drawn in place of the label, for example its number in a list. */
  short?: string;
}

/**
 * A value that should be kept, drawn as a horizontal line.
 *
 * @public
 */
export interface ChartLimit {
  value: number;
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

/**
 * A span of a chart, in seconds since the epoch.
 *
 * @public
 */
export interface ChartRange {
  from: number;
  to: number;
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
  /** Opens what explains a mark; needs a way for keyboards beside it. */
  onMarkPress?: (mark: ChartMark) => void;
  limits?: ChartLimit[];
  bands?: ChartBand[];
  /** Makes the horizontal axis one of names (versions, say) instead of time. */
  categories?: string[];
  /** What the axis of time spans, also where there is no point. */
  range?: ChartRange;
  /** Is told the span that somebody draws over the chart. */
  onSelectRange?: (range: ChartRange) => void;
  /** Charts with the same key share the cursor. */
  cursorKey?: string;
  /** The axis of values begins at zero, so that little looks little. */
  fromZero?: boolean;
  /** Shows the table in place of the drawing. */
  asTable?: boolean;
}
