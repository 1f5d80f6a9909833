/**
 * Caps how many metrics are asked for in one refresh, since AWS bills each.
 */
export class MetricBudget {
  readonly maximum: number;
  #refresh: number | undefined;
  #spent = 0;

  static create(maximum: number): MetricBudget {
    return new MetricBudget(maximum);
  }

  private constructor(maximum: number) {
    this.maximum = maximum;
  }

  /**
   * All of so many, or none.
   *
   * @param refresh - What tells one refresh from the next.
   */
  take(metrics: number, refresh: number): boolean {
    if (refresh !== this.#refresh) {
      this.#refresh = refresh;
      this.#spent = 0;
    }
    if (this.#spent + metrics > this.maximum) {
      return false;
    }
    this.#spent += metrics;
    return true;
  }
}
