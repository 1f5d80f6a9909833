/** What a server says with a status that is no success. */
export interface Refusal {
  /** Its own word, e.g. `bad_data`. */
  type?: string;
  message: string;
}

/** More is not worth quoting. */
const MAX_BYTES = 64 * 1024;

/**
 * Reads Prometheus' `errorType` and `error`, AWS' `message`, or plain text.
 */
export async function readRefusal(
  body: AsyncIterable<Uint8Array>,
): Promise<Refusal> {
  const text = await readText(body);
  // Web pages of proxies say nothing that helps.
  if (/^\s*</.test(text)) {
    return { message: '' };
  }
  try {
    const parsed = JSON.parse(text) as Record<string, unknown>;
    const message = [parsed.error, parsed.message, parsed.Message].find(
      (found): found is string => typeof found === 'string',
    );
    return {
      type: typeof parsed.errorType === 'string' ? parsed.errorType : undefined,
      message: message ?? text,
    };
  } catch {
    return { message: text };
  }
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MAX_BYTES) {
      break;
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}
