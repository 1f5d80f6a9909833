import { createHash } from 'node:crypto';
import type { TargetError } from '../client/TargetError';
import type { Target } from '../targets/Target';
import { floorTo, MINUTE } from '../time';

/** A target that fails is asked less often, but its return is seen soon. */
const LONGEST_PAUSE = MINUTE;
/** One failure may be an accident. */
const FAILURES_TO_TELL = 2;

/**
 * When a target is to be scraped, and how it went.
 */
export class TargetState {
  readonly #intervalMs: number;
  /** So that not all are scraped at once, and each always at the same time. */
  readonly #phase: number;
  target: Target;
  isRunning = false;
  #dueAt: number;
  #failures = 0;
  #error: TargetError | undefined;
  #hasAnswered = false;

  constructor(options: { target: Target; intervalMs: number; now: number }) {
    this.target = options.target;
    this.#intervalMs = options.intervalMs;
    const hash = createHash('sha256').update(options.target.id).digest();
    this.#phase = hash.readUInt32BE(0) % options.intervalMs;
    // A new one at once.
    this.#dueAt = options.now;
  }

  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  get hasFailed(): boolean {
    return this.#failures > 0;
  }

  /** Why it tells nothing; undefined while that may be an accident. */
  get failure(): TargetError | undefined {
    return this.#failures < FAILURES_TO_TELL ? undefined : this.#error;
  }

  isDue(now: number): boolean {
    return !this.isRunning && now >= this.#dueAt;
  }

  succeeded(now: number): void {
    this.#failures = 0;
    this.#error = undefined;
    this.#hasAnswered = true;
    this.#dueAt = this.#nextAfter(now);
  }

  failed(now: number, error: TargetError): void {
    this.#failures++;
    this.#error = error;
    const pause = Math.max(
      this.#intervalMs,
      Math.min(this.#intervalMs * 2 ** (this.#failures - 2), LONGEST_PAUSE),
    );
    this.#dueAt = this.#nextAfter(now + pause - this.#intervalMs);
  }

  #nextAfter(time: number): number {
    return (
      floorTo(time - this.#phase, this.#intervalMs) +
      this.#phase +
      this.#intervalMs
    );
  }
}
