import type { FactField, FactFieldType, FactType } from './FactType';

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * What is wrong with the value of a fact, in words; undefined where nothing is.
 *
 * @public
 */
export function findFactProblem(
  value: unknown,
  type: FactType,
): string | undefined {
  return findInFields(value, type.fields, type.id);
}

function findInFields(
  value: unknown,
  fields: Record<string, FactField>,
  path: string,
): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return wrong(path, value, 'an object');
  }
  const record = value as Record<string, unknown>;
  const unknown = Object.keys(record).find(
    name => !Object.hasOwn(fields, name),
  );
  if (unknown !== undefined) {
    return `${path}.${unknown}: not a field of this fact; allowed are ${Object.keys(
      fields,
    ).join(', ')}`;
  }
  for (const [name, { type, optional }] of Object.entries(fields)) {
    const inner = record[name];
    const found =
      inner === undefined || inner === null
        ? !optional && wrong(`${path}.${name}`, inner, describe(type))
        : findInValue(inner, type, `${path}.${name}`);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function findInValue(
  value: unknown,
  type: FactFieldType,
  path: string,
): string | undefined {
  if (typeof type === 'object') {
    if ('fields' in type) {
      return findInFields(value, type.fields, path);
    }
    if (!Array.isArray(value)) {
      return wrong(path, value, describe(type));
    }
    for (const [position, item] of value.entries()) {
      const found = findInValue(item, type.list, `${path}[${position}]`);
      if (found) {
        return found;
      }
    }
    return undefined;
  }
  return fits(value, type) ? undefined : wrong(path, value, describe(type));
}

function fits(value: unknown, type: Extract<FactFieldType, string>): boolean {
  switch (type) {
    case 'int':
      return Number.isSafeInteger(value);
    case 'double':
      return typeof value === 'number' && Number.isFinite(value);
    case 'bool':
      return typeof value === 'boolean';
    case 'timestamp':
      return (
        typeof value === 'string' &&
        RFC_3339.test(value) &&
        !Number.isNaN(Date.parse(value))
      );
    default:
      return typeof value === 'string';
  }
}

function describe(type: FactFieldType): string {
  if (typeof type === 'object') {
    return 'list' in type ? 'a list' : 'an object';
  }
  return {
    string: 'text',
    int: 'a whole number',
    double: 'a number',
    bool: 'true or false',
    timestamp: 'a time such as 2026-01-31T09:00:00Z',
  }[type];
}

function wrong(path: string, found: unknown, expected: string): string {
  const shown =
    found === undefined || found === null ? 'nothing' : kindOf(found);
  return `${path}: found ${shown}; expected is ${expected}`;
}

/** Values are not shown: they may hold what nobody should read. */
function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
