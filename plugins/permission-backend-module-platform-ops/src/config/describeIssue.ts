import type { z } from 'zod';

const MAX_FOUND_LENGTH = 100;

function found(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return text.length > MAX_FOUND_LENGTH
    ? `${text.slice(0, MAX_FOUND_LENGTH)}…`
    : text;
}

function valueAt(root: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Reflect.get(value, key)
        : undefined,
    root,
  );
}

function allowed(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `allowed is ${issue.values.join(', ')}`;
    case 'invalid_type':
      return `allowed is a value of type ${issue.expected}`;
    case 'too_small':
      return 'allowed is what is not empty';
    default:
      return `allowed is ${issue.message}`;
  }
}

/**
 * Says which key is wrong, what was found and what is allowed.
 */
export function describeIssue(
  key: string,
  value: unknown,
  issue: z.core.$ZodIssue,
): string {
  const path = issue.path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : `${name}.${String(part)}`,
    key,
  );
  if (issue.code === 'unrecognized_keys') {
    return `${path}: found the unknown key ${issue.keys
      .map(each => `'${each}'`)
      .join(', ')}, see docs/permissions.md for the keys`;
  }
  return `${path}: found ${found(valueAt(value, issue.path))}, ${allowed(
    issue,
  )}`;
}
