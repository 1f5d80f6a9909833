/**
 * Text of others on one line, at most so long, and such that every database
 * takes it.
 *
 * @public
 */
export function oneLine(text: string, maxCharacters: number): string {
  const line = text
    .replace(/[\0\p{Surrogate}]/gu, '\ufffd')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  // Signs that take two places are never cut in halves.
  const characters = [...line];
  return characters.length > maxCharacters
    ? `${characters.slice(0, maxCharacters - 1).join('')}…`
    : line;
}
