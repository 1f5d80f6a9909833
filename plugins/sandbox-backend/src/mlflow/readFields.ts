import { MlflowError } from './MlflowError';

/**
 * A request to the API: its query or, without one, its document.
 */
export interface ApiRequest {
  method: string;
  query: URLSearchParams;
  body: unknown;
}

type FieldKind = 'string' | 'integer' | 'boolean' | 'array' | 'any';

/**
 * What a field of a request may be.
 */
export interface FieldRule {
  kind: FieldKind;
  required?: boolean;
  maximum?: number;
}

interface ValueOfKind {
  string: string;
  integer: number;
  boolean: boolean;
  array: unknown[];
  any: unknown;
}

type Fields<R extends Record<string, FieldRule>> = {
  [K in keyof R]: R[K] extends { required: true }
    ? ValueOfKind[R[K]['kind']]
    : ValueOfKind[R[K]['kind']] | undefined;
};

function pythonTypeOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'list';
  }
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float';
    default:
      return 'dict';
  }
}

function refuse(name: string, value: unknown): MlflowError {
  return MlflowError.invalid(
    `Invalid value ${JSON.stringify(
      value,
    )} for parameter '${name}' supplied:  Hint: Value was of type '${pythonTypeOf(
      value,
    )}'. See the API docs for more information about request parameters.`,
  );
}

function convert(kind: FieldKind, value: unknown): unknown {
  switch (kind) {
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'integer':
      return typeof value !== 'boolean' && /^-?\d+$/.test(String(value))
        ? Number(value)
        : undefined;
    case 'boolean':
      return /^(true|false)$/i.test(String(value))
        ? String(value).toLocaleLowerCase('en-US') === 'true'
        : undefined;
    case 'array':
      return Array.isArray(value) ? value : undefined;
    default:
      return value;
  }
}

/**
 * The refusal of a request that lacks a value.
 */
export function missingField(path: string): MlflowError {
  return MlflowError.invalid(
    `Missing value for required parameter '${path}'. See the API docs for more information about request parameters.`,
  );
}

function rawFields(
  request: ApiRequest,
  rules: Record<string, FieldRule>,
): Record<string, unknown> {
  if (request.method !== 'GET' || request.query.size === 0) {
    const body = request.body;
    return body && typeof body === 'object' && !Array.isArray(body)
      ? { ...body }
      : {};
  }
  const fields: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(rules)) {
    if (request.query.has(name)) {
      fields[name] =
        rule.kind === 'array'
          ? request.query.getAll(name)
          : request.query.get(name);
    }
  }
  return fields;
}

/**
 * Reads the fields of a request and refuses it as MLflow would.
 */
export function readFields<const R extends Record<string, FieldRule>>(
  request: ApiRequest,
  rules: R,
): Fields<R> {
  const raw = rawFields(request, rules);
  const result: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const value = raw[name] ?? undefined;
    const absent =
      value === undefined ||
      (rule.required &&
        (value === '' || (Array.isArray(value) && value.length === 0)));
    if (absent) {
      if (rule.required) {
        throw missingField(name);
      }
      continue;
    }
    const converted = convert(rule.kind, value);
    if (
      converted === undefined ||
      (rule.maximum !== undefined && Number(converted) > rule.maximum)
    ) {
      throw refuse(name, value);
    }
    result[name] = converted;
  }
  return result as Fields<R>;
}

/**
 * The entries of an array that are objects.
 */
export function objectsIn(
  value: unknown[] | undefined,
): Array<Record<string, unknown>> {
  return (value ?? []).filter(
    (item): item is Record<string, unknown> =>
      Boolean(item) && typeof item === 'object' && !Array.isArray(item),
  );
}

/**
 * A map from a list of `{ key, value }`.
 */
export function readPairs(value: unknown[] | undefined): Map<string, string> {
  return new Map(
    objectsIn(value).map(({ key, value: text }) => [
      String(key ?? ''),
      String(text ?? ''),
    ]),
  );
}
