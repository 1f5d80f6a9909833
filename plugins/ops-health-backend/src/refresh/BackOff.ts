const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * Says when something that fails may be asked again: less and less often, at
 * least every five minutes, or as often as it is asked at all.
 */
export class BackOff {
  readonly #firstPauseMs: number;
  #failures = 0;
  #pausedAt = 0;
  #pausedUntil = 0;

  constructor(firstPauseMs: number) {
    this.#firstPauseMs = firstPauseMs;
  }

  isPaused(at: Date): boolean {
    const now = at.getTime();
    // Before it began only where the clock was set back.
    return this.#pausedAt <= now && now < this.#pausedUntil;
  }

  reset(): void {
    this.#pausedUntil = 0;
  }

  count(succeeded: boolean, at: Date): void {
    this.#failures = succeeded ? 0 : this.#failures + 1;
    this.#pausedAt = at.getTime();
    // The first failure may be a coincidence.
    this.#pausedUntil =
      this.#failures < 2
        ? 0
        : at.getTime() +
          Math.min(
            this.#firstPauseMs * 2 ** (this.#failures - 1),
            Math.max(LONGEST_PAUSE_MS, this.#firstPauseMs),
          );
  }
}
