import type { LoggerService } from '@backstage/backend-plugin-api';

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/**
 * Remembers that something fails: says so once, says when it works again, and
 * lets ever more time pass between the attempts.
 */
export class FailureLog {
  readonly #logger: LoggerService;
  readonly #subject: string;
  #message?: string;
  #failures = 0;
  #retryAt = 0;

  static create(options: {
    logger: LoggerService;
    subject: string;
  }): FailureLog {
    return new FailureLog(options.logger, options.subject);
  }

  private constructor(logger: LoggerService, subject: string) {
    this.#logger = logger;
    this.#subject = subject;
  }

  mayTry(now: number): boolean {
    return now >= this.#retryAt;
  }

  failed(message: string, now: number): void {
    const text = `${this.#subject} failed, so nothing was changed: ${message}`;
    if (message === this.#message) {
      this.#logger.debug(text);
    } else {
      this.#logger.warn(text);
    }
    this.#message = message;
    this.#retryAt =
      now + Math.min(FIRST_PAUSE_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
    this.#failures += 1;
  }

  succeeded(): void {
    if (this.#failures) {
      this.#logger.info(`${this.#subject} works again`);
    }
    this.#message = undefined;
    this.#failures = 0;
    this.#retryAt = 0;
  }
}
