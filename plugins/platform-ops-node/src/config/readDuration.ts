import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import type { NumberBounds } from './NumberBounds';

/**
 * A duration within bounds, all in milliseconds.
 *
 * @param key - Where the section stands, for messages.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 *
 * @public
 */
export function readDuration(
  config: Config,
  key: string,
  field: string,
  { unlessTold, from, to, advice = '' }: NumberBounds,
): number {
  if (!config.has(field)) {
    return unlessTold;
  }
  const milliseconds = Math.round(
    durationToMilliseconds(readDurationFromConfig(config, { key: field })),
  );
  if (!(milliseconds >= from && milliseconds <= to)) {
    throw new InputError(
      `${key}.${field}: found ${describe(milliseconds)}, allowed is ${describe(
        from,
      )} to ${describe(to)}${advice}`,
    );
  }
  return milliseconds;
}

function describe(milliseconds: number): string {
  return Math.abs(milliseconds) < 1000
    ? `${milliseconds} ms`
    : `${milliseconds / 1000} s`;
}
