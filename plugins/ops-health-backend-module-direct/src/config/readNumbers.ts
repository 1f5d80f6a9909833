import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

interface Bounds {
  unlessTold: number;
  from: number;
  to: number;
  /** What to do for more. */
  advice?: string;
}

export function readWholeNumber(
  config: Config,
  key: string,
  field: string,
  { unlessTold, from, to, advice = '' }: Bounds,
): number {
  const value = config.getOptionalNumber(field) ?? unlessTold;
  if (!Number.isInteger(value) || value < from || value > to) {
    throw new InputError(
      `${key}.${field}: found ${value}, allowed is a whole number from ${from} to ${to}${advice}`,
    );
  }
  return value;
}

/** In milliseconds. */
export function readDuration(
  config: Config,
  key: string,
  field: string,
  { unlessTold, from, to, advice = '' }: Bounds,
): number {
  if (!config.has(field)) {
    return unlessTold;
  }
  const milliseconds = Math.round(
    durationToMilliseconds(readDurationFromConfig(config, { key: field })),
  );
  if (!(milliseconds >= from && milliseconds <= to)) {
    throw new InputError(
      `${key}.${field}: found ${milliseconds / 1000} s, allowed is ${
        from / 1000
      } s to ${to / 1000} s${advice}`,
    );
  }
  return milliseconds;
}
