const CLOSED_BY: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/**
 * The brackets and quotes of a query that are still open at its end, the
 * outermost first; undefined where one is closed that was not opened.
 *
 * @remarks
 *
 * Follows PromQL: brackets in quotes and comments do not count, and no escape
 * does in backticks.
 */
export function openBrackets(query: string): string[] | undefined {
  const open: string[] = [];
  let quote = '';
  for (let at = 0; at < query.length; at++) {
    const character = query[at];
    if (quote) {
      if (character === '\\' && quote !== '`') {
        at += 1;
      } else if (character === quote) {
        quote = '';
      }
    } else if ('"\'`'.includes(character)) {
      quote = character;
    } else if (character === '#') {
      const end = query.indexOf('\n', at);
      at = end < 0 ? query.length : end;
    } else if (Object.hasOwn(CLOSED_BY, character)) {
      open.push(character);
    } else if (')]}'.includes(character)) {
      if (CLOSED_BY[open.pop() ?? ''] !== character) {
        return undefined;
      }
    }
  }
  return quote ? [...open, quote] : open;
}
