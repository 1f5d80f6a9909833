import { InputError } from '@backstage/errors';
import type { z } from 'zod';

function describeFound(input: unknown, path: PropertyKey[]): string {
  let value: unknown = input;
  for (const key of path) {
    value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  }
  if (value === undefined) {
    return 'nothing';
  }
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Deeper than anything that is meant, and not too deep for any function. */
const MOST_LEVELS = 100;

/** What no input may be, whatever the schema, in words. */
function describeUnfit(input: unknown): string | undefined {
  let values = [input];
  for (let level = 0; values.length > 0; level++) {
    if (level > MOST_LEVELS) {
      return `found more than ${MOST_LEVELS} levels of lists and objects; nothing here has as many`;
    }
    // PostgreSQL refuses it, and for SQLite a pattern ends there.
    if (
      values.some(value => typeof value === 'string' && value.includes('\0'))
    ) {
      return 'found the character U+0000, which no text here can hold; leave it out';
    }
    values = values.flatMap(value =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return undefined;
}

/**
 * The input in the form of the schema.
 *
 * @throws InputError naming each field, what was found and what is allowed.
 *
 * @public
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  input: unknown,
): z.output<T> {
  const unfit = describeUnfit(input);
  if (unfit) {
    throw new InputError(`input: ${unfit}`);
  }
  const result = schema.safeParse(input);
  if (result.success) {
    return result.data;
  }
  throw new InputError(
    result.error.issues
      .slice(0, 10)
      .map(issue => {
        const field = issue.path.map(String).join('.') || 'input';
        return `${field}: ${issue.message}; found ${describeFound(
          input,
          issue.path,
        )}`;
      })
      .join('. '),
  );
}
