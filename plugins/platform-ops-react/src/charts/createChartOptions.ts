import type uPlot from 'uplot';
import { formatNumber } from '../format';
import { BYTE_STEPS, isBytes } from './byteSteps';
import { categorySplits } from './categorySplits';
import { chartCursor, reportSelection } from './chartCursor';
import { chartScales } from './chartScales';
import { drawLimits } from './drawLimits';
import { drawMarks } from './drawMarks';
import type { TimeSeriesChartProps } from './types';

// Neighbours differ in dash as well as in colour, for colour alone is not seen by all.
const LINES: Array<{ token: string; dash: number[] }> = [
  { token: '--bui-announcement-fg-subdued', dash: [] },
  { token: '--bui-warning-fg-subdued', dash: [6, 3] },
  { token: '--bui-positive-fg-subdued', dash: [2, 3] },
  { token: '--bui-fg-secondary', dash: [10, 3, 2, 3] },
  { token: '--bui-negative-fg-subdued', dash: [4, 2] },
  { token: '--bui-fg-primary', dash: [1, 2] },
];

const MUTED = { token: '--bui-fg-secondary', dash: [4, 4] };

const AXIS_SIZE = 64;
const NO_CURSOR = '–';

// The axis has the year; here it would break the line.
const CURSOR_TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

// For each distance of ticks in seconds: the usual label, then what is said
// where a new year, month, day, hour, minute or second begins. Hours count to 24.
const TIME_LABELS: uPlot.Axis.Values = [
  [365 * 86_400, '{YYYY}', null, null, null, null, null, null, 1],
  [28 * 86_400, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [86_400, '{D} {MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [
    60,
    '{HH}:{mm}',
    '\n{D} {MMM} {YYYY}',
    null,
    '\n{D} {MMM}',
    null,
    null,
    null,
    1,
  ],
  [
    1,
    '{HH}:{mm}:{ss}',
    '\n{D} {MMM}',
    null,
    '\n{D} {MMM}',
    null,
    null,
    null,
    1,
  ],
];

/** Translates the chart's properties and the theme's tokens for uPlot. */
export function createChartOptions(options: {
  /** Asked again at each drawing for what may change. */
  latest: () => TimeSeriesChartProps;
  height: number;
  width: number;
  styles: CSSStyleDeclaration;
  /** Class of a legend row that is not to be seen. */
  hiddenLegendClass: string;
}): uPlot.Options {
  const { latest, styles } = options;
  const { series, bands = [], unit, categories, onSelectRange } = latest();
  const token = (name: string) => styles.getPropertyValue(name).trim();
  const fontFamily = token('--bui-font-regular') || 'system-ui';
  const font = `12px ${fontFamily}`;
  const text = token('--bui-fg-secondary');
  const bandFill = token('--bui-announcement-bg-subdued');
  const grid = { stroke: token('--bui-border-1'), width: 1 };
  const nameOf = (index: number) => categories?.[index] ?? '';
  const format = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : formatNumber(value, unit);
  // No index means that no cursor is there.
  const legendValue = (value: number | null, index: number | null) =>
    index === null ? NO_CURSOR : formatNumber(value, unit);

  const bandSeries = bands.flatMap(({ name }): uPlot.Series[] => {
    const hiddenLine = { stroke: 'transparent', points: { show: false } };
    return [
      {
        ...hiddenLine,
        label: name,
        value: (chart, low, column, index) =>
          index === null || low === null
            ? legendValue(low, index)
            : `${format(low)} to ${format(chart.data[column + 1][index])}`,
      },
      {
        ...hiddenLine,
        label: `${name}, high`,
        class: options.hiddenLegendClass,
      },
    ];
  });
  const plain = series.filter(({ muted }) => !muted);
  const lineSeries = series.map((each): uPlot.Series => {
    const line = each.muted ? MUTED : LINES[plain.indexOf(each) % LINES.length];
    return {
      label: each.name,
      stroke: token(line.token),
      dash: line.dash,
      width: each.muted ? 1 : 2,
      points: categories ? { show: true, size: 7 } : undefined,
      value: (_, value, __, index) => legendValue(value, index),
    };
  });

  return {
    width: options.width,
    height: options.height,
    scales: chartScales(latest),
    axes: [
      {
        stroke: text,
        font,
        grid,
        ticks: grid,
        ...(categories
          ? {
              splits: (chart: uPlot) =>
                categorySplits(categories, chart.width - AXIS_SIZE),
              values: (_: uPlot, splits: number[]) => splits.map(nameOf),
            }
          : { values: TIME_LABELS }),
      },
      {
        stroke: text,
        font,
        grid,
        ticks: grid,
        size: AXIS_SIZE,
        incrs: isBytes(unit) ? BYTE_STEPS : undefined,
        values: (_, splits) => splits.map(format),
      },
    ],
    // Bands come first: what comes later is drawn above.
    series: [
      {
        label: categories ? 'Name' : 'Time',
        value: (_: uPlot, time: number | null) => {
          if (time === null) {
            return NO_CURSOR;
          }
          return categories
            ? nameOf(time)
            : CURSOR_TIME.format(new Date(time * 1000));
        },
      },
      ...bandSeries,
      ...lineSeries,
    ],
    bands: bands.map((_, index) => ({
      series: [2 * index + 2, 2 * index + 1],
      fill: bandFill,
    })),
    legend: {
      markers: {
        fill: (_, column) =>
          column <= bandSeries.length
            ? bandFill
            : String(lineSeries[column - bandSeries.length - 1].stroke),
      },
    },
    cursor: chartCursor(latest),
    hooks: {
      draw: [
        chart => {
          const { marks = [], limits = [] } = latest();
          const colour = token('--bui-negative-fg-subdued');
          drawLimits(chart, limits, { colour, fontFamily });
          drawMarks(chart, marks, { colour: text, fontFamily });
        },
      ],
      setSelect: onSelectRange
        ? [chart => reportSelection(chart, latest)]
        : undefined,
    },
  };
}
