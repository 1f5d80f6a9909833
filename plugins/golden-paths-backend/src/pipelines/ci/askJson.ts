import type { z } from 'zod';

const MOST_BYTES = 2 * 1024 * 1024;

/** A host of code did not answer what it was asked. */
export class HostError extends Error {
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.name = 'HostError';
    this.status = status;
  }
}

/**
 * Asks the API of a host of code once.
 *
 * @throws HostError whose message begins with the host, and holds no secret.
 */
export async function askJson<T>(options: {
  schema: z.ZodType<T>;
  url: string;
  headers: Record<string, string>;
  /** Where its credentials stand, e.g. `integrations.github`. */
  key: string;
  signal: AbortSignal;
}): Promise<T> {
  const { schema, url, headers, key, signal } = options;
  const { host } = new URL(url);
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { accept: 'application/json', ...headers },
      redirect: 'manual',
      signal,
    });
  } catch {
    signal.throwIfAborted();
    throw new HostError(`${host} could not be reached`);
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new HostError(
      `${host} ${describeStatus(response, key)}`,
      response.status,
    );
  }
  const text = await readText(response, host);
  const { data, error } = schema.safeParse(parse(text));
  if (error) {
    const [{ path, message }] = error.issues;
    throw new HostError(
      `${host} answered with something unexpected, ${path.join(
        '.',
      )}: ${message}`,
    );
  }
  return data;
}

function describeStatus({ status, headers }: Response, key: string): string {
  const isSpent =
    status === 429 ||
    (status === 403 && headers.get('x-ratelimit-remaining') === '0');
  if (isSpent) {
    return `answers no more for a while, as the token of ${key} has asked too often`;
  }
  if (status === 401 || status === 403) {
    return `refused it with ${status}; look at what the token of ${key} may read`;
  }
  if (status === 404) {
    return `has no such repository, or the token of ${key} may not see it`;
  }
  if (status >= 300 && status < 400) {
    return 'says that the repository has moved; correct the annotation';
  }
  return `answered with ${status}`;
}

async function readText(response: Response, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) {
      throw new HostError(
        `${host} answered with more than ${MOST_BYTES} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
