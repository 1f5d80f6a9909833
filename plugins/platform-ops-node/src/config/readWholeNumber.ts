import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { NumberBounds } from './NumberBounds';

/**
 * A whole number within bounds.
 *
 * @param key - Where the section stands, for messages.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 *
 * @public
 */
export function readWholeNumber(
  config: Config,
  key: string,
  field: string,
  { unlessTold, from, to, advice = '' }: NumberBounds,
): number {
  const value = config.getOptionalNumber(field) ?? unlessTold;
  if (!Number.isInteger(value) || value < from || value > to) {
    throw new InputError(
      `${key}.${field}: found ${value}, allowed is a whole number from ${from} to ${to}${advice}`,
    );
  }
  return value;
}
