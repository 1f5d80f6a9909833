import type uPlot from 'uplot';
import type { ChartMark } from './types';

const LONGEST_LABEL = 24;
const LINE_HEIGHT = 14;
const ROWS = 3;

function shorten(label: string): string {
  return label.length > LONGEST_LABEL
    ? `${label.slice(0, LONGEST_LABEL - 1)}…`
    : label;
}

/** Draws vertical lines with their labels, which go to a next row rather than overlap. */
export function drawMarks(
  chart: uPlot,
  marks: ChartMark[],
  style: { colour: string; fontFamily: string },
): void {
  const { ctx, bbox } = chart;
  const right = bbox.left + bbox.width;
  const scale = devicePixelRatio;
  const usedUntil = Array.from({ length: ROWS }, () => -Infinity);

  ctx.save();
  ctx.strokeStyle = style.colour;
  ctx.fillStyle = style.colour;
  ctx.lineWidth = scale;
  ctx.font = `${11 * scale}px ${style.fontFamily}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.setLineDash([4 * scale, 4 * scale]);
  for (const mark of [...marks].sort((one, other) => one.time - other.time)) {
    const x = chart.valToPos(mark.time, 'x', true);
    if (x < bbox.left || x > right) {
      continue;
    }
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();

    const label = mark.short ?? shorten(mark.label);
    const gap = 4 * scale;
    const width = ctx.measureText(label).width;
    const start = x + gap + width < right ? x + gap : x - gap - width;
    const row = usedUntil.findIndex(until => until < start);
    // The table has what does not fit here.
    if (row !== -1) {
      ctx.fillText(label, start, bbox.top + (row + 1) * LINE_HEIGHT * scale);
      usedUntil[row] = start + width + gap;
    }
  }
  ctx.restore();
}
