/**
 * The time in the sandbox: it is set while the past is made up, and runs with
 * the machine's once {@link SandboxClock.release} was called.
 */
export class SandboxClock {
  #fixed: number | undefined;
  readonly #realTime: () => number;

  static create(options?: { realTime?: () => number }): SandboxClock {
    return new SandboxClock(options?.realTime ?? Date.now);
  }

  private constructor(realTime: () => number) {
    this.#realTime = realTime;
  }

  readonly now = (): number => this.#fixed ?? this.#realTime();

  set(time: number): void {
    this.#fixed = Math.round(time);
  }

  release(): void {
    this.#fixed = undefined;
  }
}
