import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { SourceStore } from '../database/SourceStore';
import type { JoinIndex } from '../joins/JoinIndex';
import type { SourceJob } from './SourceJob';
import type { SourceTimings } from './SourceTimings';

const SHORTEST_TIMEOUT_MS = 10_000;

/**
 * Runs the jobs of all sources that are due, side by side. One that takes longer
 * than there is time goes on in the background, and what it brings counts the
 * next time.
 */
export class SourceRunner {
  readonly #jobs: Map<string, SourceJob>;
  readonly #store: SourceStore;
  readonly #logger: LoggerService;
  readonly #timings: SourceTimings;
  readonly #running = new Map<string, Promise<void>>();

  constructor(options: {
    jobs: SourceJob[];
    sourceStore: SourceStore;
    logger: LoggerService;
    timings: SourceTimings;
  }) {
    this.#jobs = new Map(options.jobs.map(job => [job.about.id, job]));
    this.#store = options.sourceStore;
    this.#logger = options.logger;
    this.#timings = options.timings;
  }

  /**
   * Lets a source be asked again at once, even if it failed.
   *
   * @throws NotFoundError where no such source is configured.
   */
  async reset(sourceId: string, at: Date): Promise<void> {
    const job = this.#jobs.get(sourceId);
    if (!job) {
      throw new NotFoundError(
        `source: '${sourceId}' is not configured; configured are ${
          [...this.#jobs.keys()].join(', ') || 'none'
        }`,
      );
    }
    job.reset();
    await this.#store.askForRefresh(sourceId, at);
  }

  async run(index: JoinIndex, at: Date, signal: AbortSignal): Promise<void> {
    const lastAsked = await this.#store.readLastAsked();
    const due = [...this.#jobs.values()].filter(({ about: { id } }) =>
      this.#timings.isDue(id, lastAsked.get(id), at.getTime()),
    );
    const timeout = new AbortController();
    const finished = Promise.all(due.map(job => this.#runOnce(job, index, at)));
    try {
      await Promise.race([
        finished,
        delay(timeoutFor(this.#timings.tickMs), undefined, {
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
      signal: AbortSignal.timeout(
        timeoutFor(this.#timings.of(id).refreshMs) * 2,
      ),
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

function timeoutFor(refreshMs: number): number {
  return Math.max(refreshMs * 0.8, SHORTEST_TIMEOUT_MS);
}
