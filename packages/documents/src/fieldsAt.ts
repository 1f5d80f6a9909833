import { z } from 'zod';
import type { Path } from './Findings';

/** The names of the fields that a schema knows at a place; undefined where that is not told. */
export function fieldsAt(schema: z.ZodType, path: Path): string[] | undefined {
  let inner: z.ZodType | undefined = unwrap(schema);
  for (const key of path) {
    inner = unwrap(below(inner, key));
  }
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : undefined;
}

function below(
  schema: z.ZodType | undefined,
  key: string | number,
): z.ZodType | undefined {
  if (schema instanceof z.ZodArray) {
    return schema.element as z.ZodType;
  }
  return schema instanceof z.ZodObject ? schema.shape[key] : undefined;
}

/** Without "may be missing" and the like. */
function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}
