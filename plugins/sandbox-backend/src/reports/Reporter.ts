import type { LoggerService } from '@backstage/backend-plugin-api';

const TIMEOUT_MS = 10_000;
/** Entities come into the catalog one after the other. */
const RETRY_MS = 20_000;
const REPEAT_MS = 60 * 60_000;

/** What any reporter needs. */
export interface ReporterOptions {
  seed: string;
  /** What the portal asks a pipeline for. */
  token: string;
  /** Where the plugin is that it reports to. */
  portalUrl: () => Promise<string>;
  logger: LoggerService;
}

/**
 * Reports to the portal over HTTP with a token of its own, as a pipeline does:
 * now and every hour; what fails is tried again sooner.
 */
export abstract class Reporter<TSubject> {
  readonly #options: ReporterOptions;
  readonly #subjects: readonly TSubject[];
  readonly #stopped = new AbortController();
  /** Each complaint is told once. */
  readonly #told = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ReporterOptions, subjects: readonly TSubject[]) {
    this.#options = options;
    this.#subjects = subjects;
  }

  protected abstract reportOne(subject: TSubject, now: number): Promise<void>;

  /** For the log: what could not be reported. */
  protected abstract nameOf(subject: TSubject): string;

  start(): void {
    this.#schedule(0, this.#subjects);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stopped.abort();
  }

  /**
   * @returns what could not be reported.
   */
  async report(
    subjects: readonly TSubject[],
    now: number = Date.now(),
  ): Promise<TSubject[]> {
    const failed: TSubject[] = [];
    for (const subject of subjects) {
      try {
        await this.reportOne(subject, now);
      } catch (error) {
        failed.push(subject);
        this.#complain(subject, error);
      }
    }
    return failed;
  }

  protected async post(path: string, body: object): Promise<void> {
    const { portalUrl, token } = this.#options;
    const response = await fetch(`${await portalUrl()}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
      signal: AbortSignal.any([
        this.#stopped.signal,
        AbortSignal.timeout(TIMEOUT_MS),
      ]),
    });
    const answer = await response.text();
    if (!response.ok) {
      throw new Error(`status ${response.status}: ${answer.slice(0, 300)}`);
    }
  }

  #schedule(delayMs: number, subjects: readonly TSubject[]): void {
    this.#timer = setTimeout(async () => {
      const failed = await this.report(subjects);
      if (this.#stopped.signal.aborted) {
        return;
      }
      if (failed.length > 0) {
        this.#schedule(RETRY_MS, failed);
      } else {
        this.#schedule(REPEAT_MS, this.#subjects);
      }
    }, delayMs);
    this.#timer.unref();
  }

  #complain(subject: TSubject, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    const isNotThereYet =
      /entity of the catalog|which the catalog does not/.test(reason);
    if (
      this.#stopped.signal.aborted ||
      isNotThereYet ||
      this.#told.has(reason)
    ) {
      return;
    }
    this.#told.add(reason);
    this.#options.logger.warn(
      `The simulated report of ${this.nameOf(
        subject,
      )} failed, and is tried again: ${reason}`,
    );
  }
}
