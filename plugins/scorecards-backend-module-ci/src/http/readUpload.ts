import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Request } from 'express';
import { InputError } from '@backstage/errors';
import type { ByteBudget } from './ByteBudget';
import { TooLargeError } from './refusals';

/** Of a document, packed or not. */
export const MOST_BYTES = 10 * 1024 * 1024;
/** Time enough to read the refusal; who sends on after that is cut off. */
const MOST_DISCARDED = MOST_BYTES;

const unpack = promisify(gunzip);
const GZIP_TYPES = ['application/gzip', 'application/x-gzip'];

/**
 * The text that a request carries, unpacked. Never more than the limit is held,
 * and an upload that says that it is larger is refused before any of it is read.
 *
 * @throws TooLargeError, BusyError, InputError
 */
export async function readUpload(
  request: Request,
  budget: ByteBudget,
): Promise<string> {
  let held = 0;
  const hold = (bytes: number) => {
    budget.take(bytes);
    held += bytes;
  };
  try {
    const packed = await readBytes(request, hold);
    const bytes = isPacked(request) ? await unpackBytes(packed, hold) : packed;
    // Leaves a byte order mark out.
    return new TextDecoder().decode(bytes);
  } catch (error) {
    discard(request);
    throw error;
  } finally {
    budget.give(held);
  }
}

async function readBytes(
  request: Request,
  hold: (bytes: number) => void,
): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > MOST_BYTES) {
    throw tooLarge(`${declared} bytes`);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > MOST_BYTES) {
      throw tooLarge('more');
    }
    hold(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function unpackBytes(
  packed: Buffer,
  hold: (bytes: number) => void,
): Promise<Buffer> {
  hold(MOST_BYTES);
  try {
    return await unpack(packed, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge('more, once it is unpacked');
    }
    throw new InputError('content: it is not gzip, though the request says so');
  }
}

function isPacked({ headers }: Request): boolean {
  const encoding = (headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new InputError(
      `content-encoding: found '${encoding}', allowed is gzip or none`,
    );
  }
  const [type] = (headers['content-type'] ?? '').toLowerCase().split(';');
  return encoding === 'gzip' || GZIP_TYPES.includes(type.trim());
}

function tooLarge(found: string): TooLargeError {
  return new TooLargeError(
    `content: found ${found}, allowed are ${MOST_BYTES} bytes; split the report by tool or by part`,
  );
}

/** So that whoever still sends can read the answer. */
function discard(request: Request): void {
  let discarded = 0;
  request.on('data', chunk => {
    discarded += chunk.length;
    if (discarded > MOST_DISCARDED) {
      request.destroy();
    }
  });
  request.on('error', () => {});
  request.resume();
}
