import { InputError } from '@backstage/errors';

/** Deeper than any report is. */
const MOST_LEVELS = 100;
/** Each takes far more memory than its text. */
const MOST_VALUES = 1_000_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Looks at text that should be JSON before it is parsed: small text can ask for
 * a lot of memory.
 *
 * @throws InputError where it is nested too deeply or has too many values.
 */
export function checkJsonShape(text: string): void {
  let level = 0;
  let values = 0;
  let isText = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isText) {
      if (code === BACKSLASH) {
        index++;
      } else if (code === QUOTE) {
        isText = false;
      }
    } else if (code === QUOTE) {
      isText = true;
    } else if (OPENING.has(code)) {
      level++;
      values++;
    } else if (CLOSING.has(code)) {
      level--;
    } else if (code === COMMA) {
      values++;
    }
    if (level > MOST_LEVELS) {
      throw new InputError(
        `content: found more than ${MOST_LEVELS} levels of lists and objects; no report has as many`,
      );
    }
    if (values > MOST_VALUES) {
      throw new InputError(
        `content: found more than ${MOST_VALUES} values; split the report by tool or by part`,
      );
    }
  }
}

/**
 * @throws InputError where it is not JSON, or too much of it.
 */
export function parseJson(text: string): unknown {
  checkJsonShape(text);
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the text.
    throw new InputError('content: expected is JSON; it cannot be parsed');
  }
}
