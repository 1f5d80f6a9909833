import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageFailure } from './failures';

/** The options of a command, and what is none. */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: T,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    // The advice that follows repeats what was given.
    throw new UsageFailure(
      `${(error as Error).message.split('. ', 1)[0]}; see platform-ops --help`,
    );
  }
}

/** One of some words. */
export function oneOf<T extends string>(
  option: string,
  found: string,
  allowed: readonly T[],
): T {
  const known = allowed.find(each => each === found);
  if (known === undefined) {
    throw new UsageFailure(
      `${option}: found ${found}; allowed are ${allowed.join(', ')}`,
    );
  }
  return known;
}
