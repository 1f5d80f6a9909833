import type { SchedulerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { OpsHealthConfig } from '../config';
import type { SourceRunner } from '../refresh/SourceRunner';
import type { SourceTimings } from '../refresh/SourceTimings';
import type { SloFileReader } from '../slo/SloFileReader';
import type { ChangeAnnouncer } from './ChangeAnnouncer';
import type { EntityIndex } from './EntityIndex';
import type { HealthEvaluator } from './HealthEvaluator';
import type { SignalCollector } from './SignalCollector';

const TASK_ID = 'ops-health-refresh';

/**
 * Asks all sources and derives all states, again and again, in one replica at a
 * time.
 */
export class RefreshTask {
  readonly #config: OpsHealthConfig;
  readonly #timings: SourceTimings;
  readonly #scheduler: SchedulerService;
  readonly #entities: EntityIndex;
  readonly #runner: SourceRunner;
  readonly #sloFiles: SloFileReader;
  readonly #collector: SignalCollector;
  readonly #evaluator: HealthEvaluator;
  readonly #announcer: ChangeAnnouncer;

  constructor(options: {
    config: OpsHealthConfig;
    timings: SourceTimings;
    scheduler: SchedulerService;
    entityIndex: EntityIndex;
    runner: SourceRunner;
    sloFiles: SloFileReader;
    collector: SignalCollector;
    evaluator: HealthEvaluator;
    announcer: ChangeAnnouncer;
  }) {
    this.#config = options.config;
    this.#timings = options.timings;
    this.#scheduler = options.scheduler;
    this.#entities = options.entityIndex;
    this.#runner = options.runner;
    this.#sloFiles = options.sloFiles;
    this.#collector = options.collector;
    this.#evaluator = options.evaluator;
    this.#announcer = options.announcer;
  }

  async schedule(): Promise<void> {
    await this.#scheduler.scheduleTask({
      id: TASK_ID,
      frequency: { milliseconds: this.#timings.tickMs },
      timeout: {
        milliseconds: Math.max(this.#config.sourceTimeoutMs * 3, 60_000),
      },
      initialDelay: { seconds: 3 },
      fn: signal => this.run(signal, new Date()),
    });
  }

  /**
   * Asks for a refresh as soon as possible.
   *
   * @throws NotFoundError where no such source is configured.
   */
  async trigger(sourceId: string): Promise<void> {
    await this.#runner.reset(sourceId, new Date());
    try {
      await this.#scheduler.triggerTask(TASK_ID);
    } catch (error) {
      // One that already runs will do.
      if (!isError(error) || error.name !== 'ConflictError') {
        throw error;
      }
    }
  }

  async run(signal: AbortSignal, now: Date): Promise<void> {
    const { entities, index } = await this.#entities.get(now);
    await Promise.all([
      this.#runner.run(index, now, signal),
      this.#sloFiles.read(entities, now),
    ]);
    const evidence = await this.#collector.collect({
      entities,
      index,
      now,
      signal,
    });
    const { changed, revision } = await this.#evaluator.evaluate({
      entities,
      ...evidence,
      now,
    });
    if (changed.length) {
      await this.#announcer.changed(changed, revision);
    }
  }
}
