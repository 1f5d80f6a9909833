/**
 * Gives equal values the same number.
 */
export class Numbering<T> {
  readonly all: T[] = [];
  readonly #numbers = new Map<T, number>();

  numberOf(value: T): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) {
      return known;
    }
    this.#numbers.set(value, this.all.length);
    return this.all.push(value) - 1;
  }
}
