const CLOSED_BY: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/**
 * Follows the brackets and quotes of a query, which may come in parts that end
 * with a line.
 *
 * @remarks
 *
 * Follows PromQL: brackets in quotes and comments do not count, and no escape
 * does in backticks.
 */
export class BracketReader {
  readonly #open: string[] = [];
  #quote = '';
  #isEscaped = false;
  #isWrong = false;

  /** As {@link openBrackets}, of all that was read. */
  get open(): string[] | undefined {
    if (this.#isWrong) {
      return undefined;
    }
    return this.#quote ? [...this.#open, this.#quote] : this.#open;
  }

  read(text: string): void {
    for (let at = 0; at < text.length && !this.#isWrong; at++) {
      const character = text[at];
      if (this.#isEscaped) {
        this.#isEscaped = false;
      } else if (this.#quote) {
        if (character === '\\' && this.#quote !== '`') {
          this.#isEscaped = true;
        } else if (character === this.#quote) {
          this.#quote = '';
        }
      } else if ('"\'`'.includes(character)) {
        this.#quote = character;
      } else if (character === '#') {
        const end = text.indexOf('\n', at);
        at = end < 0 ? text.length : end;
      } else if (Object.hasOwn(CLOSED_BY, character)) {
        this.#open.push(character);
      } else if (')]}'.includes(character)) {
        this.#isWrong = CLOSED_BY[this.#open.pop() ?? ''] !== character;
      }
    }
  }
}

/**
 * The brackets and quotes of a query that are still open at its end, the
 * outermost first; undefined where one is closed that was not opened.
 */
export function openBrackets(query: string): string[] | undefined {
  const reader = new BracketReader();
  reader.read(query);
  return reader.open;
}
