/** There is more than anybody would look at. */
export class TooLargeError extends Error {}

/**
 * The text of an answer, decoded as it comes: all at once would take too long.
 *
 * @throws TooLargeError where there are more bytes.
 */
export async function readBounded(
  response: Response,
  mostBytes: number,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > mostBytes) {
      throw new TooLargeError(`more than ${mostBytes} bytes`);
    }
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}
