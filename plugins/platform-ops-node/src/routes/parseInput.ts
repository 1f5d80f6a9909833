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

/** PostgreSQL refuses it, and for SQLite a pattern ends there. */
function holdsNul(input: unknown): boolean {
  return typeof input === 'object' && input !== null
    ? Object.values(input).some(holdsNul)
    : typeof input === 'string' && input.includes('\0');
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
  if (holdsNul(input)) {
    throw new InputError(
      'input: found the character U+0000, which no text here can hold; leave it out',
    );
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
