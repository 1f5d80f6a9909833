import { DAY, HOUR, MINUTE } from './time';

/** For sentences: `5 min`, `1 h 48 min`, `3 d`. */
export function formatDuration(ms: number): string {
  if (ms < MINUTE) {
    return `${formatNumber(ms / 1000)} s`;
  }
  const minutes = Math.round(ms / MINUTE);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const;
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

/** One unit is enough for an outlook: `12 days`, `5 hours`. */
export function formatAbout(ms: number): string {
  if (ms >= 2 * DAY) {
    return countOf(ms / DAY, 'day');
  }
  return ms >= 2 * HOUR
    ? countOf(ms / HOUR, 'hour')
    : countOf(Math.max(1, ms / MINUTE), 'minute');
}

function countOf(amount: number, unit: string): string {
  const rounded = Math.round(amount);
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}

/** Three digits that count. */
export function formatNumber(value: number): string {
  return String(
    Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)),
  );
}

export function formatPercent(ratio: number): string {
  return `${formatNumber(ratio * 100)} %`;
}

/** An objective keeps all its nines: `99.999 %`. */
export function formatObjective(objective: number): string {
  return `${Number((objective * 100).toPrecision(12))} %`;
}
