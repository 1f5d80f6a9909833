import { BusyError } from './refusals';

/**
 * Bounds how much of all uploads together is held in memory.
 */
export class ByteBudget {
  readonly #most: number;
  #held = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** @throws BusyError where there is no room. */
  take(bytes: number): void {
    if (this.#held + bytes > this.#most) {
      throw new BusyError();
    }
    this.#held += bytes;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }
}
