/**
 * Text of others on one line, at most so long, and such that every database
 * takes it.
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

/** E.g. `endpoint_name` for `EndpointName`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLocaleLowerCase('en-US');
}
