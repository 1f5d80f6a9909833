import { skipBlanks } from './characters';
import { quoteExposition } from './ExpositionError';
import type { ExpositionFormat } from './ExpositionFormat';
import { LineError } from './LineError';
import { parseNumber } from './parseNumber';

/**
 * What is set apart by blanks: exactly one space in OpenMetrics.
 */
export class Words {
  readonly #line: string;
  readonly #format: ExpositionFormat;
  index: number;

  static of(line: string, start: number, format: ExpositionFormat): Words {
    return new Words(line, start, format);
  }

  private constructor(line: string, start: number, format: ExpositionFormat) {
    this.#line = line;
    this.index = start;
    this.#format = format;
  }

  /** The next word; empty where there is none. */
  peek(): string {
    const start = this.#start();
    return this.#line.slice(start, this.#end(start));
  }

  next(): string {
    const start = this.#start();
    this.index = this.#end(start);
    return this.#line.slice(start, this.index);
  }

  nextNumber(what: string): number {
    const before = this.index;
    const value = parseNumber(this.next());
    if (value === undefined) {
      const rest = this.#line.slice(before);
      throw new LineError(
        `expected ${what}, found ${quoteExposition(
          this.#format === 'openmetrics' ? rest.replace(' ', '') : rest.trim(),
        )}`,
      );
    }
    return value;
  }

  expectEnd(): void {
    const rest = this.#format === 'openmetrics' ? this.index : this.#start();
    if (rest < this.#line.length) {
      throw new LineError(
        `expected the end of the line, found ${quoteExposition(
          this.#line.slice(rest),
        )}`,
      );
    }
  }

  #start(): number {
    if (this.#format === 'prometheus') {
      return skipBlanks(this.#line, this.index);
    }
    return this.#line[this.index] === ' ' ? this.index + 1 : this.#line.length;
  }

  #end(start: number): number {
    let end = start;
    while (end < this.#line.length && !this.#endsWord(end)) {
      end++;
    }
    return end;
  }

  #endsWord(index: number): boolean {
    const character = this.#line[index];
    return (
      character === ' ' || (character === '\t' && this.#format === 'prometheus')
    );
  }
}
