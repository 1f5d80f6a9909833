import { z } from 'zod';
import { describeIssue } from './describeIssue';
import { fieldsAt } from './fieldsAt';
import type { Findings, Path } from './Findings';

/**
 * Reads a value by a strict schema. The messages of the schema say what is
 * allowed; where it has none, its shape does.
 *
 * @param unknown - Fields that the schema does not know are told and left out
 * (`notice`), or wrong (`problem`).
 *
 * @public
 */
export function readShape<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: Path,
  findings: Findings,
  unknown: 'notice' | 'problem' = 'notice',
): z.output<Schema> | undefined {
  const first = schema.safeParse(value, { error: describeIssue });
  if (first.success) {
    return first.data;
  }
  let known = value;
  let isWrong = false;
  for (const issue of first.error.issues) {
    const where = issue.path as (string | number)[];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const at = [...path, ...where, key];
        if (unknown === 'problem') {
          isWrong = true;
          findings.refuse(
            'a field that is not known',
            fieldsAt(schema, where)?.join(', ') ?? 'a field that is',
            at,
          );
        } else {
          findings.notice(at, 'not known, so not read');
        }
      }
      known = without(known, where, issue.keys);
    } else {
      isWrong = true;
      const found = find(value, where);
      findings.problem(
        [...path, ...where],
        found,
        isUnquoted(issue, found)
          ? `${issue.message}, in quotes`
          : issue.message,
      );
    }
  }
  return isWrong ? undefined : schema.safeParse(known).data;
}

/**
 * Whether a value is a plain object.
 *
 * @public
 */
export function isMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && value.constructor === Object
  );
}

/** To YAML 1.0, true and the like are no text unless they are in quotes. */
function isUnquoted(issue: z.core.$ZodIssue, found: unknown): boolean {
  return (
    issue.code === 'invalid_type' &&
    issue.expected === 'string' &&
    (typeof found === 'number' || typeof found === 'boolean')
  );
}

function find(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      (inner as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
}

function without(value: unknown, path: Path, keys: string[]): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      index === path[0] ? without(item, path.slice(1), keys) : item,
    );
  }
  const entries = Object.entries(value as object);
  return Object.fromEntries(
    path.length === 0
      ? entries.filter(([key]) => !keys.includes(key))
      : entries.map(([key, inner]) => [
          key,
          key === path[0] ? without(inner, path.slice(1), keys) : inner,
        ]),
  );
}
