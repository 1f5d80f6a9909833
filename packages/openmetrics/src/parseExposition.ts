import { setImmediate as nextTurn } from 'node:timers/promises';
import { ExpositionError } from './ExpositionError';
import { DEFAULT_EXPOSITION_LIMITS } from './ExpositionLimits';
import {
  ExpositionParser,
  type ExpositionParserOptions,
} from './ExpositionParser';

/** @public */
export interface ParseExpositionOptions extends ExpositionParserOptions {
  signal?: AbortSignal;
}

/** @public */
export interface ParsedExposition {
  bytes: number;
  lines: number;
  samples: number;
}

/** So much is read between two looks at the clock. */
const PIECE_BYTES = 16 * 1024;
/** After so long others get their turn. */
const TURN_MILLISECONDS = 8;

/**
 * Reads a text, be it long, without keeping others waiting.
 *
 * @throws ExpositionError for what the format or the limits do not allow.
 *
 * @public
 */
export async function parseExposition(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ParseExpositionOptions,
): Promise<ParsedExposition> {
  const { signal, limits } = options;
  const maxBytes = limits?.maxBytes ?? DEFAULT_EXPOSITION_LIMITS.maxBytes;
  const parser = ExpositionParser.create(options);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Uint8Array) => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw new ExpositionError(
        parser.lines + 1,
        'found what is not UTF-8 text',
      );
    }
  };
  let bytes = 0;
  let turnEndsAt = performance.now() + TURN_MILLISECONDS;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new ExpositionError(
        parser.lines + 1,
        `the text has more than ${maxBytes} bytes, which is what is allowed`,
      );
    }
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      parser.write(decode(chunk.subarray(start, start + PIECE_BYTES)));
      if (performance.now() > turnEndsAt) {
        await nextTurn();
        signal?.throwIfAborted();
        turnEndsAt = performance.now() + TURN_MILLISECONDS;
      }
    }
  }
  signal?.throwIfAborted();
  parser.write(decode());
  parser.end();
  return { bytes, lines: parser.lines, samples: parser.samples };
}
