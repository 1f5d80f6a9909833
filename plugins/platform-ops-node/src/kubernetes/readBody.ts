/** What came is larger than it may be. */
export class TooLargeError extends Error {}

/**
 * The body of an answer as text.
 *
 * @throws TooLargeError once it has more than so many bytes; the rest is not
 * awaited.
 */
export async function readBody(
  response: Response,
  maxBytes: number,
): Promise<{ text: string; bytes: number }> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop ends the connection.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new TooLargeError(`The answer has more than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString(), bytes };
}
