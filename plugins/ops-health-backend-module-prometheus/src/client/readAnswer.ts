import { setImmediate as nextTurn } from 'node:timers/promises';
import { JSONParser } from '@streamparser/json';

export interface ReadAnswerOptions {
  /** The list that holds what was asked for; its items come one by one. */
  list: '$.data' | '$.data.result';
  maxBytes: number;
  maxElements: number;
  onElement(element: unknown): void;
}

export interface ReadAnswer {
  bytes: number;
  /** `status`, `resultType`, `error`, `warnings` and so on, as they came. */
  fields: Record<string, unknown>;
  /** Why it was not read to its end. */
  cut?: 'bytes' | 'elements';
}

/** What came is not JSON, or ends in the middle. */
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

/**
 * Reads an answer of Prometheus' HTTP API while it comes in: neither its size
 * nor a million series in it hold up the process or fill its memory.
 */
export async function readAnswer(
  body: AsyncIterable<Uint8Array>,
  { list, maxBytes, maxElements, onElement }: ReadAnswerOptions,
): Promise<ReadAnswer> {
  const fields: Record<string, unknown> = Object.create(null);
  let elements = 0;
  let bytes = 0;
  let head = '';
  let isComplete = false;

  const parser = new JSONParser({
    paths: [
      '$.status',
      '$.errorType',
      '$.error',
      '$.warnings',
      '$.infos',
      '$.data.resultType',
      `${list}.*`,
    ],
    keepStack: false,
  });
  parser.onValue = ({ key, value }) => {
    if (typeof key !== 'number') {
      fields[String(key)] = value;
    } else if (++elements <= maxElements) {
      onElement(value);
    }
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
    bytes += chunk.byteLength;
    head ||= Buffer.from(chunk.subarray(0, HEAD_BYTES)).toString();
    if (bytes > maxBytes) {
      return { bytes, fields, cut: 'bytes' };
    }
    try {
      parser.write(chunk);
    } catch (error) {
      throw new MalformedAnswerError(head, error);
    }
    if (elements > maxElements) {
      return { bytes, fields, cut: 'elements' };
    }
  }
  if (!isComplete) {
    throw new MalformedAnswerError(head, new Error('It ends in the middle'));
  }
  return { bytes, fields };
}
