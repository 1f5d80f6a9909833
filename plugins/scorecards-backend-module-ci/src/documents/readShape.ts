import { InputError } from '@backstage/errors';
import type { z } from 'zod';

const MOST_TOLD = 5;

/**
 * A part of a document in the form of the schema. Values are not told: a report
 * may quote what it found.
 *
 * @throws InputError naming each field and what is allowed.
 */
export function readShape<T extends z.ZodType>(
  schema: T,
  value: unknown,
  document: string,
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  throw new InputError(
    result.error.issues
      .slice(0, MOST_TOLD)
      .map(
        ({ path, message }) =>
          `content: ${document}: ${
            path.map(String).join('.') || 'it'
          }: ${message}`,
      )
      .join('. '),
  );
}
