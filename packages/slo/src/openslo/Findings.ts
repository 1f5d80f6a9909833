/**
 * Something in a document that must be mended.
 *
 * @public
 */
export interface OpenSloProblem {
  /** Which document of the text, from 1. */
  document: number;
  /** Such as `spec.objectives[0].target`; empty for the document itself. */
  path: string;
  found: string;
  allowed: string;
  /** All of it in a sentence. */
  message: string;
}

/**
 * Something in a document that the portal does without.
 *
 * @public
 */
export interface OpenSloNotice {
  /** Which document of the text, from 1. */
  document: number;
  /** Such as `spec.alertPolicies`; empty for the document itself. */
  path: string;
  message: string;
}

export type Path = readonly (string | number)[];

/** What is told of one document. */
export class Findings {
  readonly problems: OpenSloProblem[] = [];
  readonly notices: OpenSloNotice[] = [];
  readonly #document: number;

  constructor(document: number) {
    this.#document = document;
  }

  problem(path: Path, found: unknown, allowed: string): void {
    this.#add(showPath(path), showFound(found), allowed);
  }

  /** Where `found` is no value but words, such as "both good and bad". */
  refuse(found: string, allowed: string, path: Path = []): void {
    this.#add(showPath(path), found, allowed);
  }

  notice(path: Path, text: string): void {
    const shownPath = showPath(path);
    this.notices.push({
      document: this.#document,
      path: shownPath,
      message: `${this.#where(shownPath)}: ${text}`,
    });
  }

  #add(path: string, found: string, allowed: string): void {
    this.problems.push({
      document: this.#document,
      path,
      found,
      allowed,
      message: `${this.#where(path)}: found ${found}, allowed is ${allowed}`,
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
