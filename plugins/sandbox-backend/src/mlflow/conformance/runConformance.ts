import { conformanceRequests } from './requests';

/**
 * What a server said to one request, without what differs from run to run.
 */
export interface ConformanceAnswer {
  request: string;
  status: number;
  contentType?: string;
  body: unknown;
}

const VOLATILE_TIMES = new Set([
  'creation_timestamp',
  'last_updated_timestamp',
  'creation_time',
  'last_update_time',
  'creation_timestamp_ms',
  'last_updated_timestamp_ms',
]);

const VOLATILE_TEXTS = new Set(['artifact_uri', 'artifact_location']);

/**
 * Python writes its sets in an order that differs from process to process.
 */
function sortSet(items: string): string {
  return `{${items.split(', ').sort().join(', ')}}`;
}

/**
 * A document as a server sends it, with values that differ from run to run
 * replaced by what they are.
 */
function normalise(
  value: unknown,
  known: ReadonlyMap<string, string>,
  key?: string,
): unknown {
  if (Array.isArray(value)) {
    return value.map(item => normalise(item, known, key));
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        normalise(item, known, name),
      ]),
    );
  }
  if (key && VOLATILE_TIMES.has(key)) {
    return `<${typeof value}>`;
  }
  if (typeof value !== 'string') {
    return value;
  }
  if (key && VOLATILE_TEXTS.has(key)) {
    return value ? '<uri>' : value;
  }
  let text = value
    .replace(/(already exists\. Error: ).*/s, '$1<database>')
    .replace(/\{('[^{}]*')\}/g, (_, set) => sortSet(set));
  for (const [id, name] of known) {
    text = id.length > 8 ? text.replaceAll(id, `{{${name}}}`) : text;
  }
  return text;
}

function valueAt(document: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      document,
    );
}

function substitute(value: string, values: Record<string, string>): string {
  return value.replace(/\{\{(\w+)\}\}/g, (all, name) => values[name] ?? all);
}

/**
 * Sends the conformance requests to a server with an empty registry.
 */
export async function runConformance(options: {
  url: string;
  token?: string;
}): Promise<ConformanceAnswer[]> {
  const values: Record<string, string> = {};
  const known = new Map<string, string>();
  const answers: ConformanceAnswer[] = [];
  for (const request of conformanceRequests) {
    const path = request.path.startsWith('//')
      ? request.path.slice(1)
      : `/api/2.0/mlflow/${request.path}`;
    const target = new URL(path, options.url);
    for (const [key, value] of request.query ?? []) {
      target.searchParams.append(key, substitute(value, values));
    }
    const response = await fetch(target, {
      method: request.method,
      headers: {
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        ...(request.body === undefined
          ? {}
          : { 'content-type': 'application/json' }),
      },
      body:
        request.body === undefined
          ? undefined
          : substitute(JSON.stringify(request.body), values),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type')?.split(';')[0];
    const body =
      contentType === 'application/json' ? JSON.parse(text) : text.trim();
    for (const [name, where] of Object.entries(request.remember ?? {})) {
      values[name] = String(valueAt(body, where));
      if (name !== 'page') {
        known.set(values[name], name);
      }
    }
    answers.push({
      request: `${request.method} ${request.path}`,
      status: response.status,
      contentType,
      body: request.path === '//version' ? '<version>' : normalise(body, known),
    });
  }
  return answers;
}
