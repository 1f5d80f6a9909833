import type uPlot from 'uplot';
import type { ChartLimit } from './types';

/** Draws horizontal lines; their labels stay away from the newest values. */
export function drawLimits(
  chart: uPlot,
  limits: readonly ChartLimit[],
  style: { colour: string; fontFamily: string },
): void {
  const { ctx, bbox } = chart;
  const scale = devicePixelRatio;
  const right = bbox.left + bbox.width;

  ctx.save();
  ctx.strokeStyle = style.colour;
  ctx.fillStyle = style.colour;
  ctx.lineWidth = scale;
  ctx.font = `${11 * scale}px ${style.fontFamily}`;
  ctx.textAlign = 'left';
  ctx.setLineDash([8 * scale, 4 * scale]);
  for (const limit of limits) {
    const y = chart.valToPos(limit.value, 'y', true);
    if (y < bbox.top || y > bbox.top + bbox.height) {
      continue;
    }
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(right, y);
    ctx.stroke();
    const gap = 3 * scale;
    const above = y - gap > bbox.top + 11 * scale;
    ctx.textBaseline = above ? 'bottom' : 'top';
    ctx.fillText(limit.label, bbox.left + gap, above ? y - gap : y + gap);
  }
  ctx.restore();
}
