/**
 * The text of an answer, decoded as it comes: all at once would take too long.
 *
 * @throws where there are more bytes.
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
      throw new Error(
        `it answered with more than ${mostBytes} bytes; at most as many are shown`,
      );
    }
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}
