import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { SourceStore } from '../database/SourceStore';
import type { JoinIndex } from '../joins/JoinIndex';
import type { SourceJob } from './SourceJob';

/**
 * Runs the jobs of all sources side by side. One that takes longer than a
 * refresh goes on in the background, and what it brings counts the next time.
 */
export class SourceRunner {
  readonly #jobs: Map<string, SourceJob>;
  readonly #store: SourceStore;
  readonly #logger: LoggerService;
  readonly #timeoutMs: number;
  readonly #running = new Map<string, Promise<void>>();

  constructor(options: {
    jobs: SourceJob[];
    sourceStore: SourceStore;
    logger: LoggerService;
    timeoutMs: number;
  }) {
    this.#jobs = new Map(options.jobs.map(job => [job.about.id, job]));
    this.#store = options.sourceStore;
    this.#logger = options.logger;
    this.#timeoutMs = options.timeoutMs;
  }

  /**
   * Lets a source be asked again at once, even if it failed.
   *
   * @throws NotFoundError where no such source is configured.
   */
  reset(sourceId: string): void {
    const job = this.#jobs.get(sourceId);
    if (!job) {
      throw new NotFoundError(
        `source: '${sourceId}' is not configured; configured are ${
          [...this.#jobs.keys()].join(', ') || 'none'
        }`,
      );
    }
    job.reset();
  }

  async run(index: JoinIndex, at: Date, signal: AbortSignal): Promise<void> {
    const timeout = new AbortController();
    const finished = Promise.all(
      [...this.#jobs.values()].map(job => this.#runOnce(job, index, at)),
    );
    try {
      await Promise.race([
        finished,
        delay(this.#timeoutMs, undefined, {
          signal: AbortSignal.any([signal, timeout.signal]),
        }),
      ]);
    } finally {
      timeout.abort();
    }
  }

  /** A source that is still at the refresh before is not asked once more. */
  #runOnce(job: SourceJob, index: JoinIndex, at: Date): Promise<void> {
    const { id } = job.about;
    const running =
      this.#running.get(id) ??
      this.#runAndSave(job, index, at)
        .catch(error => {
          this.#logger.error(
            `The refresh of source '${id}' could not be saved: ${describeFailure(
              error,
            )}`,
          );
        })
        .finally(() => this.#running.delete(id));
    this.#running.set(id, running);
    return running;
  }

  async #runAndSave(job: SourceJob, index: JoinIndex, at: Date): Promise<void> {
    const { id } = job.about;
    const outcome = await job.run({
      index,
      at,
      signal: AbortSignal.timeout(this.#timeoutMs * 2),
    });
    if (!outcome) {
      return;
    }
    const { status, succeeded, labelSets } = outcome;
    if (labelSets) {
      await this.#store.saveLabelSets(id, labelSets, at);
    }
    await this.#store.saveStatus(id, at, status, succeeded);
    if (!succeeded) {
      this.#logger.warn(
        `Source '${id}' told nothing: ${status.errors[0]?.message}`,
      );
    }
  }
}
