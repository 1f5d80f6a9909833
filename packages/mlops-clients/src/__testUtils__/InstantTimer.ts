import type { Timer } from '../http/Timer';

/** A timer that does not wait, but whose clock goes on as if it did. */
export class InstantTimer implements Timer {
  readonly pauses: number[] = [];
  #now = Date.UTC(2026, 0, 1);
  readonly #onPause: () => void;

  /** @param onPause - What happens meanwhile. */
  static create(onPause: () => void = () => {}): InstantTimer {
    return new InstantTimer(onPause);
  }

  private constructor(onPause: () => void) {
    this.#onPause = onPause;
  }

  now(): number {
    return this.#now;
  }

  async pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.pauses.push(milliseconds);
    this.#now += milliseconds;
    this.#onPause();
    signal?.throwIfAborted();
  }
}
