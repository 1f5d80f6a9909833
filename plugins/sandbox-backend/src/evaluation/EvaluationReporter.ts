import type { LoggerService } from '@backstage/backend-plugin-api';
import { measurementsOf, type Measurement } from './measurementsOf';
import { EVALUATION_PROFILES, type EvaluationProfile } from './profiles';

const TIMEOUT_MS = 10_000;
/** Models come into the catalog one after the other. */
const RETRY_MS = 20_000;
const REPEAT_MS = 60 * 60_000;
/** As many as the API takes at once. */
const CHUNK = 100;
const REGISTRY = 'sandbox';

/**
 * Evaluates the models of the sandbox and reports what it measured, over HTTP
 * with a token of its own, as a pipeline does.
 */
export class EvaluationReporter {
  readonly #seed: string;
  readonly #token: string;
  readonly #portalUrl: () => Promise<string>;
  readonly #readVersion: (model: string) => Promise<string | undefined>;
  readonly #logger: LoggerService;
  readonly #stopped = new AbortController();
  /** Each complaint is told once. */
  readonly #told = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    seed: string;
    /** What the portal asks a pipeline for. */
    token: string;
    /** Where the ops health backend is. */
    portalUrl: () => Promise<string>;
    /** Which version of a model is in production. */
    readVersion: (model: string) => Promise<string | undefined>;
    logger: LoggerService;
  }) {
    this.#seed = options.seed;
    this.#token = options.token;
    this.#portalUrl = options.portalUrl;
    this.#readVersion = options.readVersion;
    this.#logger = options.logger;
  }

  /** Reports now and every hour; what fails is tried again sooner. */
  start(): void {
    this.#schedule(0, EVALUATION_PROFILES);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stopped.abort();
  }

  /**
   * @returns what could not be reported.
   */
  async report(
    profiles: readonly EvaluationProfile[],
    now: number = Date.now(),
  ): Promise<EvaluationProfile[]> {
    const failed: EvaluationProfile[] = [];
    for (const profile of profiles) {
      try {
        await this.#reportOne(profile, now);
      } catch (error) {
        failed.push(profile);
        this.#complain(profile, error);
      }
    }
    return failed;
  }

  #schedule(delayMs: number, profiles: readonly EvaluationProfile[]): void {
    this.#timer = setTimeout(async () => {
      const failed = await this.report(profiles);
      if (this.#stopped.signal.aborted) {
        return;
      }
      if (failed.length > 0) {
        this.#schedule(RETRY_MS, failed);
      } else {
        this.#schedule(REPEAT_MS, EVALUATION_PROFILES);
      }
    }, delayMs);
    this.#timer.unref();
  }

  async #reportOne(profile: EvaluationProfile, now: number): Promise<void> {
    const version = await this.#readVersion(profile.model);
    if (version === undefined) {
      return;
    }
    const measurements = measurementsOf(profile, {
      seed: this.#seed,
      entityRef: profile.entityRef ?? `model:${REGISTRY}/${profile.model}`,
      version,
      now,
    });
    for (let start = 0; start < measurements.length; start += CHUNK) {
      await this.#post(measurements.slice(start, start + CHUNK));
    }
  }

  async #post(measurements: Measurement[]): Promise<void> {
    const response = await fetch(
      `${await this.#portalUrl()}/quality/measurements`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.#token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ measurements }),
        signal: AbortSignal.any([
          this.#stopped.signal,
          AbortSignal.timeout(TIMEOUT_MS),
        ]),
      },
    );
    const answer = await response.text();
    if (!response.ok) {
      throw new Error(`status ${response.status}: ${answer.slice(0, 300)}`);
    }
  }

  #complain({ model }: EvaluationProfile, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    const isAboutModel = reason.includes('entity of the catalog');
    if (
      this.#stopped.signal.aborted ||
      isAboutModel ||
      this.#told.has(reason)
    ) {
      return;
    }
    this.#told.add(reason);
    this.#logger.warn(
      `The simulated evaluation of ${model} could not be reported, and is tried again: ${reason}`,
    );
  }
}
