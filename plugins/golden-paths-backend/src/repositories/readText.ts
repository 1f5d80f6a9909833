const MOST_BYTES = 1_000_000;

/** What a person can read; undefined where it is no text, or too much. */
export function readText(content: Buffer): string | undefined {
  if (content.length > MOST_BYTES || content.includes(0)) {
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}
