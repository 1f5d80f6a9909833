/**
 * Lets at most so many tasks run at once; the others wait in line.
 *
 * @public
 */
export class ConcurrencyLimit {
  readonly #waiting = new Set<{ take(): void }>();
  #free: number;

  static create(limit: number): ConcurrencyLimit {
    return new ConcurrencyLimit(limit);
  }

  private constructor(limit: number) {
    this.#free = limit;
  }

  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = { take: resolve };
      const onAbort = () => {
        this.#waiting.delete(turn);
        reject(signal.reason);
      };
      turn.take = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(turn);
    });
  }

  #leave(): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next.take();
    } else {
      this.#free++;
    }
  }
}
