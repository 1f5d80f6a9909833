import type { JsonObject } from '@backstage/types';
import { DATA_CLASSIFICATIONS } from '../vocabulary';

/** Text that is not empty. */
export function textField(description: string): JsonObject {
  return { type: 'string', minLength: 1, description };
}

/** One of the given words. */
export function enumField(
  values: readonly string[],
  description: string,
): JsonObject {
  return {
    type: 'string',
    enum: [...values],
    description: `${description} One of: ${values.join(', ')}.`,
  };
}

/** A list of texts without repetitions. */
export function textListField(description: string): JsonObject {
  return {
    type: 'array',
    uniqueItems: true,
    items: { type: 'string', minLength: 1 },
    description,
  };
}

/** A list of the given words, without repetitions. */
export function enumListField(
  values: readonly string[],
  description: string,
): JsonObject {
  return {
    type: 'array',
    uniqueItems: true,
    items: { type: 'string', enum: [...values] },
    description: `${description} Any of: ${values.join(', ')}.`,
  };
}

/** A list of data classes. */
export function dataClassificationField(description: string): JsonObject {
  const field = enumListField(DATA_CLASSIFICATIONS, description);
  return {
    ...field,
    description: `${field.description} unrecognised: a class was given that is not one of the known ones; treated like every protected class.`,
  };
}
