import { DAY, HOUR, MINUTE } from '../time';

/** OpenSLO leaves the length of `M`, `Q` and `Y` to whoever reads it. */
const SHORTHAND = {
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
  M: 30 * DAY,
  Q: 90 * DAY,
  Y: 365 * DAY,
};

export type ShorthandUnit = keyof typeof SHORTHAND;

export const ALLOWED_SHORTHAND =
  'a whole number and one of m, h, d, w, M, Q, Y, such as 30d or 4w';

/** OpenSLO's duration-shorthand, such as `4w`. */
export function readShorthand(
  text: string,
): { count: number; unit: ShorthandUnit; ms: number } | undefined {
  const match = /^([1-9]\d{0,5})([mhdwMQY])$/.exec(text);
  if (!match) {
    return undefined;
  }
  const count = Number(match[1]);
  const unit = match[2] as ShorthandUnit;
  return { count, unit, ms: count * SHORTHAND[unit] };
}

const THRESHOLD_UNITS = { ms: 0.001, s: 1, m: 60 };

export const ALLOWED_THRESHOLD =
  'a number with ms, s or m, such as 500ms or 1.5s';

/** The limit of a latency in seconds. */
export function readThreshold(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,9})?)(ms|s|m)$/.exec(text);
  const seconds = match
    ? Number(match[1]) * THRESHOLD_UNITS[match[2] as 'ms' | 's' | 'm']
    : 0;
  return seconds > 0 ? Number(seconds.toPrecision(12)) : undefined;
}
