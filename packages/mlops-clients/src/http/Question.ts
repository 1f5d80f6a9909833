/** What a service is asked. */
export interface Question {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The parts of the path behind the service's address, as they are. */
  path: readonly string[];
  query?: Record<string, string | boolean | number | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as multipart form, instead of `body`. */
  form?: FormData;
  /** What else must not stand in an error, e.g. a secret in the body. */
  secrets?: string[];
  signal: AbortSignal | undefined;
}

export function describeQuestion(question: Question): string {
  return `${question.method} ${toPath(question.path)}`;
}

/** No part can become several. */
export function toPath(parts: readonly string[]): string {
  return parts
    .map(part => `/${encodeURIComponent(part).replaceAll('%3A', ':')}`)
    .join('');
}

export function toSearch(query: Question['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) {
      search.append(name, String(value));
    }
  }
  return search.size ? `?${search}` : '';
}
