const MAX_QUOTED_CHARACTERS = 60;

/**
 * A text that is not what its format says, or more than is allowed.
 *
 * @public
 */
export class ExpositionError extends Error {
  readonly name = 'ExpositionError';
  /** From 1. */
  readonly line: number;

  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
    this.line = line;
  }
}

/** A part of a text, fit to be shown. */
export function quoteExposition(text: string): string {
  return text === ''
    ? 'the end of the line'
    : JSON.stringify(
        text.length > MAX_QUOTED_CHARACTERS
          ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…`
          : text,
      );
}
