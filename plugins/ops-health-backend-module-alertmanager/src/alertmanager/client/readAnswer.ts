import { setImmediate as nextTurn } from 'node:timers/promises';
import { JSONParser } from '@streamparser/json';

/** More came than is read. */
export class TooLargeAnswerError extends Error {}

/** What came is not the expected JSON, or ends in the middle. */
export class MalformedAnswerError extends Error {
  /** How it began. */
  readonly head: string;

  constructor(head: string, cause: unknown) {
    super('The answer is not JSON', { cause });
    this.head = head;
  }
}

const HEAD_BYTES = 512;
/** Then others get their turn: what was buffered comes without a pause. */
const TURN_MILLISECONDS = 8;
/** More of a refusal is not worth quoting. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/** The chunks of a body, an error instead of more than so many bytes. */
export async function* atMost(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    onBytes(chunk.byteLength);
    if (bytes > maxBytes) {
      throw new TooLargeAnswerError();
    }
    yield chunk;
  }
}

/**
 * Reads a list while it comes in, so that 10,000 alerts do not hold up the
 * process.
 */
export async function readList(
  body: AsyncIterable<Uint8Array>,
  onElement: (element: unknown) => void,
): Promise<void> {
  let head = '';
  let isComplete = false;
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  parser.onValue = ({ key, value }) => {
    if (typeof key !== 'number') {
      throw new Error('It is no list');
    }
    onElement(value);
  };
  parser.onEnd = () => {
    isComplete = true;
  };
  let turnEndsAt = performance.now() + TURN_MILLISECONDS;
  for await (const chunk of body) {
    if (performance.now() > turnEndsAt) {
      await nextTurn();
      turnEndsAt = performance.now() + TURN_MILLISECONDS;
    }
    if (head.length < HEAD_BYTES) {
      head += Buffer.from(chunk.subarray(0, HEAD_BYTES)).toString();
    }
    try {
      parser.write(chunk);
    } catch (error) {
      throw new MalformedAnswerError(head, error);
    }
  }
  if (!isComplete || !/^\s*\[/.test(head)) {
    throw new MalformedAnswerError(head, new Error('It ends in the middle'));
  }
}

export async function readText(
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What a server says with a status that is no success. */
export async function readRefusal(
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  let text: string;
  try {
    text = await readText(atMost(body, MAX_REFUSAL_BYTES));
  } catch {
    return '';
  }
  // Web pages of proxies say nothing that helps.
  if (/^\s*</.test(text)) {
    return '';
  }
  try {
    const parsed: unknown = JSON.parse(text);
    const message =
      typeof parsed === 'string'
        ? parsed
        : (parsed as { message?: unknown } | null)?.message;
    return typeof message === 'string' ? message : text;
  } catch {
    return text;
  }
}
