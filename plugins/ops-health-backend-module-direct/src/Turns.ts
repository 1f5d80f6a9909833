import { setImmediate as nextTurn } from 'node:timers/promises';

/** After so long others get their turn. */
const TURN_MILLISECONDS = 8;

/**
 * Keeps long work from keeping others waiting.
 *
 * @example
 *
 * ```ts
 * const turns = new Turns(signal);
 * for (const item of many) {
 *   work(item);
 *   if (turns.isOver) await turns.next();
 * }
 * ```
 */
export class Turns {
  readonly #signal: AbortSignal | undefined;
  #endsAt = performance.now() + TURN_MILLISECONDS;

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  get isOver(): boolean {
    return performance.now() > this.#endsAt;
  }

  /** @throws the signal's reason once it is aborted. */
  async next(): Promise<void> {
    await nextTurn();
    this.#signal?.throwIfAborted();
    this.#endsAt = performance.now() + TURN_MILLISECONDS;
  }
}
