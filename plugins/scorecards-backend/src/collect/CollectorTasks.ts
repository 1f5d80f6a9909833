import type { SchedulerService } from '@backstage/backend-plugin-api';
import { isError, NotFoundError } from '@backstage/errors';
import type { FactCollector } from '@platform-ops/backstage-plugin-scorecards-node';
import type { CollectorStore } from '../database/CollectorStore';
import type { CollectorRunner } from './CollectorRunner';

const MINUTE_MS = 60_000;
/** What is new is looked at ahead of time, though not all the time. */
const SHARE_OF_INTERVAL = 0.05;

/**
 * Asks each collector in its own interval, in one replica at a time.
 */
export class CollectorTasks {
  readonly #scheduler: SchedulerService;
  readonly #collectors: FactCollector[];
  readonly #runner: CollectorRunner;
  readonly #store: CollectorStore;
  readonly #owed = new Set<FactCollector>();

  constructor(options: {
    scheduler: SchedulerService;
    collectors: FactCollector[];
    runner: CollectorRunner;
    collectorStore: CollectorStore;
  }) {
    this.#scheduler = options.scheduler;
    this.#collectors = options.collectors;
    this.#runner = options.runner;
    this.#store = options.collectorStore;
  }

  async schedule(): Promise<void> {
    for (const collector of this.#collectors) {
      await this.#scheduler.scheduleTask({
        id: taskIdOf(collector),
        frequency: { milliseconds: collector.everyMs },
        timeout: {
          milliseconds: Math.min(
            Math.max(collector.everyMs, 10 * MINUTE_MS),
            60 * MINUTE_MS,
          ),
        },
        initialDelay: { seconds: 10 },
        fn: signal => this.#runner.run(collector, signal),
      });
    }
  }

  /**
   * Asks a collector as soon as possible.
   *
   * @throws NotFoundError where there is no such collector.
   */
  async trigger(id: string): Promise<void> {
    const collector = this.#collectors.find(({ id: known }) => known === id);
    if (!collector) {
      throw new NotFoundError(
        `There is no collector '${id}'; there are ${
          this.#collectors.map(({ id: known }) => known).join(', ') || 'none'
        }`,
      );
    }
    try {
      await this.#scheduler.triggerTask(taskIdOf(collector));
    } catch (error) {
      // One that already runs will do.
      if (!isError(error) || error.name !== 'ConflictError') {
        throw error;
      }
    }
  }

  /** Asks those that tell of kinds of which there are new entities. */
  async lookAtNew(kinds: ReadonlySet<string>, now: Date): Promise<void> {
    const names = new Set([...kinds].map(kind => kind.toLowerCase()));
    this.#collectors
      .filter(collector =>
        collector.kinds.some(kind => names.has(kind.toLowerCase())),
      )
      .forEach(collector => this.#owed.add(collector));
    if (this.#owed.size === 0) {
      return;
    }
    const progress = await this.#store.list();
    for (const collector of [...this.#owed]) {
      const { lastStartedAt } = progress.get(collector.id) ?? {};
      const restsUntil = lastStartedAt
        ? Date.parse(lastStartedAt) + collector.everyMs * SHARE_OF_INTERVAL
        : -Infinity;
      if (restsUntil <= now.getTime()) {
        this.#owed.delete(collector);
        await this.trigger(collector.id);
      }
    }
  }
}

function taskIdOf({ id }: FactCollector): string {
  return `scorecards-collect-${id}`;
}
