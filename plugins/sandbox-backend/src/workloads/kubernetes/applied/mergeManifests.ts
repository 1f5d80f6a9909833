type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * One object from what several managers want; lists are taken whole.
 */
export function merge<T>(below: T, above: unknown): T {
  if (!isNode(below) || !isNode(above)) {
    return above as T;
  }
  const merged: Node = { ...below };
  for (const [key, value] of Object.entries(above)) {
    merged[key] = key in merged ? merge(merged[key], value) : value;
  }
  return merged as T;
}

/** What says which object it is belongs to nobody. */
const IDENTITY = new Set([
  '.apiVersion',
  '.kind',
  '.metadata.name',
  '.metadata.namespace',
]);

/**
 * The fields that a manager has, by their paths.
 */
export function leavesOf(value: unknown, path = ''): Map<string, string> {
  if (!isNode(value) || Object.keys(value).length === 0) {
    return new Map(IDENTITY.has(path) ? [] : [[path, JSON.stringify(value)]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, each]) => [
      ...leavesOf(each, `${path}.${key}`),
    ]),
  );
}

/**
 * What is left of a manager's wishes once others have taken fields over.
 */
export function without<T>(value: T, paths: ReadonlySet<string>, path = ''): T {
  if (!isNode(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !paths.has(`${path}.${key}`))
      .map(([key, each]) => [key, without(each, paths, `${path}.${key}`)]),
  ) as T;
}

/**
 * The fields in the form of `managedFields`.
 */
export function fieldsOf(value: unknown, path = ''): object {
  return isNode(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([key]) => !IDENTITY.has(`${path}.${key}`))
          .map(([key, each]) => [`f:${key}`, fieldsOf(each, `${path}.${key}`)]),
      )
    : {};
}
