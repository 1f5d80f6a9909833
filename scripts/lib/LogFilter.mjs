import { createWriteStream } from 'node:fs';
import readline from 'node:readline';
import { stripVTControlCharacters } from 'node:util';

const ROUTINE_ENTRY = /^\S+ \S+ (debug|verbose|http|info) /;
const NOTABLE_ENTRY =
  /^\S+ \S+ (warn|error) |\b(error|warning|failed|unhandled|exception)\b/i;
const CONTINUATION = /^(\s|$)/;

/** Writes everything to a file, and only warnings and errors to the terminal. */
export class LogFilter {
  #file;
  #showAll;
  #lastLines = [];
  #showing = false;
  #shown = false;
  #onLine;

  static create(options) {
    return new LogFilter(options);
  }

  constructor({ file, showAll, onLine }) {
    this.#file = createWriteStream(file);
    this.#showAll = showAll;
    this.#onLine = onLine;
  }

  /** The end of what was written, for an end that nothing on the terminal explains. */
  get unshownLines() {
    return this.#shown ? [] : this.#lastLines;
  }

  read(stream) {
    readline.createInterface({ input: stream }).on('line', line => {
      const plain = stripVTControlCharacters(line);
      this.#file.write(`${plain}\n`);
      this.#lastLines = [...this.#lastLines.slice(-39), plain];
      // A stack or a wrapped message belongs to the entry above it.
      if (!CONTINUATION.test(plain)) {
        this.#showing = !ROUTINE_ENTRY.test(plain) && NOTABLE_ENTRY.test(plain);
      }
      if (this.#showAll || this.#showing) {
        this.#shown = true;
        process.stderr.write(`${line}\n`);
      }
      this.#onLine?.(plain);
    });
  }
}
