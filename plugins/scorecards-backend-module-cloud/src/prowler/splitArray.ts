import { InputError } from '@backstage/errors';

const LARGEST_ITEM = 2_000_000;

/**
 * The items of a JSON array of objects, one by one, so that neither the text
 * nor the array is ever in memory as a whole.
 *
 * @throws InputError where it is no such array, or an item is too large.
 */
export async function* splitArray(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<unknown> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let state: 'before' | 'inside' | 'after' = 'before';
  let depth = 0;
  let inText = false;
  let isEscaped = false;
  let item = '';
  for await (const chunk of chunks) {
    const text = decode(decoder, chunk);
    const found: string[] = [];
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const sign = text[at];
      if (depth > 0) {
        if (isEscaped) {
          isEscaped = false;
        } else if (inText) {
          isEscaped = sign === '\\';
          inText = sign !== '"';
        } else if (sign === '"') {
          inText = true;
        } else if (sign === '{' || sign === '[') {
          depth++;
        } else if (sign === '}' || sign === ']') {
          depth--;
          if (depth === 0) {
            found.push(item + text.slice(from, at + 1));
            item = '';
          }
        }
      } else if (state === 'before' && sign === '[') {
        state = 'inside';
      } else if (state === 'inside' && sign === ']') {
        state = 'after';
      } else if (state === 'inside' && sign === '{') {
        depth = 1;
        from = at;
      } else if (
        !/[\s\uFEFF]/.test(sign) &&
        !(state === 'inside' && sign === ',')
      ) {
        throw new InputError('found no JSON array of objects');
      }
    }
    if (depth > 0) {
      item += text.slice(from);
      if (item.length > LARGEST_ITEM) {
        throw new InputError(
          `found an item of more than ${LARGEST_ITEM} characters`,
        );
      }
    }
    for (const json of found) {
      yield parse(json);
    }
  }
  if (state !== 'after') {
    throw new InputError('found a JSON array without its end');
  }
}

function decode(decoder: TextDecoder, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new InputError('found text that is not UTF-8');
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new InputError('found an item that is not JSON');
  }
}
