/**
 * A value for each step, where there is one.
 */
export class Column {
  readonly #values: Float64Array;
  readonly #counts: Uint32Array;

  constructor(steps: number) {
    this.#values = new Float64Array(steps);
    this.#counts = new Uint32Array(steps);
  }

  get steps(): number {
    return this.#values.length;
  }

  /** Undefined where there is none. */
  at(step: number): number | undefined {
    return this.#counts[step] === 0 ? undefined : this.#values[step];
  }

  /** Of how many values it was made. */
  countAt(step: number): number {
    return this.#counts[step];
  }

  add(step: number, value: number): void {
    this.#values[step] += value;
    this.#counts[step]++;
  }

  /** As PromQL, prefers anything to what is not a number. */
  keepIf(
    step: number,
    value: number,
    isBetter: (value: number, than: number) => boolean,
  ): void {
    const kept = this.#values[step];
    if (
      this.#counts[step] === 0 ||
      Number.isNaN(kept) ||
      isBetter(value, kept)
    ) {
      this.#values[step] = value;
    }
    this.#counts[step]++;
  }

  /** A column of what is made of each step; undefined is no value. */
  static from(
    steps: number,
    valueOf: (step: number) => number | undefined,
  ): Column {
    const column = new Column(steps);
    for (let step = 0; step < steps; step++) {
      const value = valueOf(step);
      if (value !== undefined) {
        column.add(step, value);
      }
    }
    return column;
  }
}
