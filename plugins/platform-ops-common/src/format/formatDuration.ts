import { formatSignificant } from './formatSignificant';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function formatTwoUnits(
  seconds: number,
  [large, largeName]: [number, string],
  [small, smallName]: [number, string],
): string {
  const smallUnits = Math.round(seconds / small);
  const perLarge = large / small;
  const whole = Math.floor(smallUnits / perLarge);
  const rest = smallUnits % perLarge;
  return rest === 0
    ? `${whole} ${largeName}`
    : `${whole} ${largeName} ${rest} ${smallName}`;
}

/**
 * Writes a duration with sensible digits: `840 ms`, `1.24 s`, `2 h 5 min`,
 * `3 d 4 h`.
 *
 * @param seconds - The duration; null and undefined read "unknown".
 * @public
 */
export function formatDuration(seconds: number | null | undefined): string {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) {
    return 'unknown';
  }
  if (seconds < 0) {
    return `-${formatDuration(-seconds)}`;
  }
  // Rounding comes first, so that 59.999 s reads "1 min" and never "60 s".
  const rounded = Number(seconds.toPrecision(3));
  if (rounded === 0) {
    return '0 s';
  }
  if (rounded < 1e-3) {
    return `${formatSignificant(rounded * 1e6)} µs`;
  }
  if (rounded < 1) {
    return `${formatSignificant(rounded * 1e3)} ms`;
  }
  if (rounded < MINUTE) {
    return `${formatSignificant(rounded)} s`;
  }
  if (Math.round(seconds) < 10 * MINUTE) {
    return formatTwoUnits(seconds, [MINUTE, 'min'], [1, 's']);
  }
  if (Math.round(seconds / MINUTE) < DAY / MINUTE) {
    return Math.round(seconds / MINUTE) < HOUR / MINUTE
      ? `${Math.round(seconds / MINUTE)} min`
      : formatTwoUnits(seconds, [HOUR, 'h'], [MINUTE, 'min']);
  }
  return Math.round(seconds / HOUR) < (10 * DAY) / HOUR
    ? formatTwoUnits(seconds, [DAY, 'd'], [HOUR, 'h'])
    : `${formatSignificant(Math.round(seconds / DAY), 15)} d`;
}
