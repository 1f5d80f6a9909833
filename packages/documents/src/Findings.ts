/**
 * Something in a document that must be mended.
 *
 * @public
 */
export interface DocumentProblem {
  /** Which document of the text, from 1. */
  document: number;
  /** Of the text, from 1; missing for what was no text. */
  line?: number;
  /** Such as `spec.objectives[0].target`; empty for the document itself. */
  path: string;
  found: string;
  allowed: string;
  /** All of it in a sentence. */
  message: string;
}

/**
 * Something in a document that its reader does without.
 *
 * @public
 */
export interface DocumentNotice {
  /** Which document of the text, from 1. */
  document: number;
  /** Of the text, from 1; missing for what was no text. */
  line?: number;
  /** Such as `spec.alertPolicies`; empty for the document itself. */
  path: string;
  message: string;
}

/**
 * Keys and positions, from the document inwards.
 *
 * @public
 */
export type Path = readonly (string | number)[];

/** More tell nobody more, and finding their lines takes time. */
const MOST_OF_EACH = 200;

/**
 * What is told of one document: the first 200 problems and 200 notices.
 *
 * @public
 */
export class Findings {
  readonly problems: DocumentProblem[] = [];
  readonly notices: DocumentNotice[] = [];
  readonly #document: number;
  readonly #lineOf: (path: Path) => number | undefined;

  /**
   * @param document - Which one of the text, from 1.
   * @param lineOf - Where in the text something stands.
   */
  constructor(
    document: number,
    lineOf: (path: Path) => number | undefined = () => undefined,
  ) {
    this.#document = document;
    this.#lineOf = lineOf;
  }

  /** A value that is not as it should be. */
  problem(path: Path, found: unknown, allowed: string): void {
    this.#add(path, showFound(found), allowed, this.#lineOf(path));
  }

  /**
   * Where `found` is no value but words, such as "both good and bad".
   *
   * @param line - Of the text, where the path does not lead there.
   */
  refuse(
    found: string,
    allowed: string,
    path: Path = [],
    line: number | undefined = this.#lineOf(path),
  ): void {
    this.#add(path, found, allowed, line);
  }

  /** Something that may stay as it is. */
  notice(path: Path, text: string): void {
    if (this.notices.length >= MOST_OF_EACH) {
      return;
    }
    const shownPath = showPath(path);
    this.notices.push({
      document: this.#document,
      line: this.#lineOf(path),
      path: shownPath,
      message: `${this.#where(shownPath)}: ${text}`,
    });
  }

  #add(
    path: Path,
    found: string,
    allowed: string,
    line: number | undefined,
  ): void {
    if (this.problems.length >= MOST_OF_EACH) {
      return;
    }
    const shownPath = showPath(path);
    this.problems.push({
      document: this.#document,
      line,
      path: shownPath,
      found,
      allowed,
      message: `${this.#where(
        shownPath,
      )}: found ${found}, allowed is ${allowed}`,
    });
  }

  #where(path: string): string {
    const document = `document ${this.#document}`;
    return path ? `${document}, ${path}` : document;
  }
}

function showPath(path: Path): string {
  return path.map(showKey).join('').replace(/^\./, '');
}

function showKey(key: string | number): string {
  return typeof key === 'string' && /^[A-Za-z_][\w-]*$/.test(key)
    ? `.${key}`
    : `[${JSON.stringify(key)}]`;
}

const LONGEST_SHOWN = 80;

/** Values inside of lists and maps are not shown: they may be secret. */
function showFound(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  if (typeof value === 'object' && value !== null) {
    return 'a map';
  }
  const text =
    typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST_SHOWN
    ? `${text.slice(0, LONGEST_SHOWN)}…`
    : text;
}
