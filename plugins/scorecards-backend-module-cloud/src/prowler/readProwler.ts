import { createReadStream } from 'node:fs';
import { InputError, isError } from '@backstage/errors';
import type { ProwlerSourceConfig } from '../config/readCloudConfig';
import type { Finding } from '../findings/Finding';
import { splitArray } from './splitArray';
import { toFindings } from './toFindings';

const MOST_BYTES = 1_000_000_000;
const MOST_EVENTS = 500_000;

/**
 * The findings of results of Prowler, a JSON array of events of OCSF.
 *
 * @throws InputError where they cannot be read as a whole: a part of them
 *   would look better than all.
 */
export async function* readProwler(
  { from, key, title, timeoutMs }: ProwlerSourceConfig,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const place = 'file' in from ? `${key}.file` : `${key}.url`;
  try {
    const chunks =
      'file' in from
        ? createReadStream(from.file, { signal })
        : await download(from, timeoutMs, signal);
    let events = 0;
    for await (const event of splitArray(bounded(chunks))) {
      const findings = toFindings(event, title);
      if (!findings) {
        throw new InputError(
          'found an item that is no Detection or Compliance Finding of OCSF 1.x with a check and resources',
        );
      }
      if (++events > MOST_EVENTS) {
        throw new InputError(`found more than ${MOST_EVENTS} findings`);
      }
      yield* findings;
    }
  } catch (error) {
    signal.throwIfAborted();
    const why =
      error instanceof InputError
        ? error.message
        : `found nothing that can be read (${describe(error)})`;
    throw new InputError(`${place}: ${why}`);
  }
}

async function download(
  { url, token }: { url: string; token: string | undefined },
  timeoutMs: number,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const response = await fetch(url, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
    // Only the configured host is asked, and gets the token.
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new InputError(`found an answer with status ${response.status}`);
  }
  return response.body;
}

async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) {
      throw new InputError(`found more than ${MOST_BYTES} bytes`);
    }
    yield chunk;
  }
}

function describe(error: unknown): string {
  const cause = isError(error) ? error.cause : undefined;
  const code = isError(cause) ? cause.code : isError(error) && error.code;
  return String(code || (isError(error) ? error.name : 'unknown'));
}
