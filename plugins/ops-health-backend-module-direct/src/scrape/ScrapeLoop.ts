import { setTimeout as delay } from 'node:timers/promises';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import { TargetError } from '../client/TargetError';
import type { DirectSourceConfig } from '../config/readDirectSourceConfig';
import type { HistoryQueue } from '../history/HistoryQueue';
import type { SeriesStore } from '../series/SeriesStore';
import type { DirectDatabase } from '../storage/DirectDatabase';
import { sealSamples } from '../storage/sealSamples';
import type { Target } from '../targets/Target';
import type { TargetDiscovery } from '../targets/TargetDiscovery';
import { SECOND, type Clock } from '../time';
import type { SampleRecorder } from './SampleRecorder';
import type { ScrapeStatus } from './ScrapeStatus';
import { ScrapeWarnings } from './ScrapeWarnings';
import type { TargetScraper } from './TargetScraper';
import { TargetState } from './TargetState';

/** After so long the task ends, so that another replica can have its turn. */
const RUN = 20 * SECOND;
/** A replica that was killed is replaced after it. */
const TIMEOUT = 60 * SECOND;
const TICK = SECOND;
const DISCOVER_EVERY = 30 * SECOND;
const SCRAPES_AT_ONCE = 8;
const FAILING_TOLD = 20;

/**
 * Scrapes the targets of one source, in one replica at a time.
 *
 * @remarks
 *
 * The scheduler looks for work every few seconds, which is too coarse for
 * scrapes. So a run of the task goes on for a while and keeps the time itself;
 * the next one follows at once.
 */
export class ScrapeLoop {
  readonly #config: DirectSourceConfig;
  readonly #store: SeriesStore;
  readonly #database: DirectDatabase;
  readonly #discovery: TargetDiscovery;
  readonly #recorder: SampleRecorder;
  readonly #scraper: TargetScraper;
  readonly #history: HistoryQueue;
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  readonly #wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;

  readonly #states = new Map<string, TargetState>();
  readonly #warnings = new ScrapeWarnings();
  #discovering: Promise<void> | undefined;
  #discoveredAt = -Infinity;
  #discoveryWarnings: string[] = [];
  #flushedAt = -Infinity;

  constructor(options: {
    config: DirectSourceConfig;
    store: SeriesStore;
    database: DirectDatabase;
    discovery: TargetDiscovery;
    recorder: SampleRecorder;
    scraper: TargetScraper;
    history: HistoryQueue;
    logger: LoggerService;
    clock: Clock;
    wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  }) {
    this.#config = options.config;
    this.#store = options.store;
    this.#database = options.database;
    this.#discovery = options.discovery;
    this.#recorder = options.recorder;
    this.#scraper = options.scraper;
    this.#history = options.history;
    this.#logger = options.logger;
    this.#clock = options.clock;
    this.#wait =
      options.wait ??
      ((milliseconds, signal) => delay(milliseconds, undefined, { signal }));
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: `ops-health-direct-${this.#config.id}`,
      frequency: { milliseconds: TICK },
      timeout: { milliseconds: TIMEOUT },
      scope: 'global',
      fn: signal => this.run(signal),
    });
  }

  async run(signal: AbortSignal): Promise<void> {
    await this.#store.prepareToWrite();
    const endsAt = this.#clock() + RUN;
    const running = new Set<Promise<void>>();
    const start = (work: Promise<void>) => {
      const ended = work
        .catch(error =>
          this.#tell('The past could not be noted', error, signal),
        )
        .finally(() => running.delete(ended));
      running.add(ended);
    };
    try {
      await this.#discover(signal);
      do {
        this.#startScrapes(endsAt, signal, start);
        if (this.#clock() < endsAt) {
          start(this.#history.work(this.#answering(), signal));
        }
        await this.#wait(TICK, signal);
        await this.#discover(signal);
        if (this.#clock() >= this.#flushedAt + this.#config.intervalMs) {
          await this.#flush();
        }
      } while (this.#clock() < endsAt || this.#history.isBusy);
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    } finally {
      await Promise.all([...running, this.#discovering]);
      await this.#flush();
    }
    if (!signal.aborted) {
      await sealSamples({
        store: this.#store,
        database: this.#database,
        signal,
      });
      await this.#removeExpired();
    }
  }

  /** The first time it is waited for, later scrapes go on meanwhile. */
  async #discover(signal: AbortSignal): Promise<void> {
    const now = this.#clock();
    if (!this.#discovering && now >= this.#discoveredAt + DISCOVER_EVERY) {
      this.#discoveredAt = now;
      this.#discovering = this.#discovery
        .refresh(signal)
        .then(() => this.#take())
        .catch(error =>
          this.#tell('Targets could not be listed', error, signal),
        )
        .finally(() => {
          this.#discovering = undefined;
        });
      if (this.#states.size === 0) {
        await this.#discovering;
      }
    }
  }

  #take(): void {
    const now = this.#clock();
    const { targets, warnings } = this.#discovery.list();
    this.#discoveryWarnings = warnings;
    const ids = new Set(targets.map(({ id }) => id));
    for (const id of [...this.#states.keys()].filter(key => !ids.has(key))) {
      this.#states.delete(id);
      this.#warnings.forget(id);
      this.#recorder.end(id, now);
    }
    for (const target of targets) {
      const state = this.#states.get(target.id);
      if (state) {
        state.target = target;
      } else {
        this.#states.set(
          target.id,
          new TargetState({ target, intervalMs: this.#config.intervalMs, now }),
        );
      }
    }
  }

  /** One that failed may take its whole time: it is not to hold up the end. */
  #startScrapes(
    endsAt: number,
    signal: AbortSignal,
    start: (work: Promise<void>) => void,
  ): void {
    const states = [...this.#states.values()];
    let free =
      SCRAPES_AT_ONCE - states.filter(({ isRunning }) => isRunning).length;
    const now = this.#clock();
    const isLate = now + this.#config.timeoutMs > endsAt;
    for (const state of states) {
      if (free > 0 && state.isDue(now) && !(isLate && state.hasFailed)) {
        free--;
        start(this.#scrape(state, signal));
      }
    }
  }

  #answering(): Target[] {
    return [...this.#states.values()]
      .filter(({ hasAnswered }) => hasAnswered)
      .map(({ target }) => target);
  }

  async #scrape(state: TargetState, signal: AbortSignal): Promise<void> {
    const { target } = state;
    state.isRunning = true;
    try {
      const leftOut = await this.#scraper.scrape(target, signal);
      state.succeeded(this.#clock());
      if (this.#states.get(target.id) === state) {
        this.#warnings.set(target, leftOut);
      }
    } catch (error) {
      if (error instanceof TargetError) {
        state.failed(this.#clock(), error);
      } else if (!signal.aborted) {
        this.#tell('A scrape could not be noted', error, signal);
        state.failed(
          this.#clock(),
          new TargetError(describeFailure(error), { cause: error }),
        );
      }
    } finally {
      state.isRunning = false;
    }
  }

  async #flush(): Promise<void> {
    this.#flushedAt = this.#clock();
    await this.#store.flush();
    await this.#store.saveStatus(JSON.stringify(this.#describe()));
  }

  #describe(): ScrapeStatus {
    const failures = [...this.#states.values()].flatMap(
      ({ failure }) => failure ?? [],
    );
    return {
      targets: this.#states.size,
      failing: failures.length,
      failures: failures
        .slice(0, FAILING_TOLD)
        .map(({ message, isForbidden }) => ({ message, isForbidden })),
      warnings: [
        ...this.#discoveryWarnings,
        ...this.#history.warnings,
        ...this.#warnings.describe({
          sourceKey: this.#config.key,
          maxSeries: this.#config.maxSeries,
          table: this.#store.table,
        }),
      ],
    };
  }

  #tell(what: string, error: unknown, signal: AbortSignal): void {
    if (!signal.aborted) {
      this.#logger.error(
        `${what}, of source '${this.#config.id}': ${describeFailure(error)}`,
      );
    }
  }

  async #removeExpired(): Promise<void> {
    const oldest = this.#clock() - this.#config.retentionMs;
    await this.#store.remove(
      [...this.#store.table].filter(({ lastTime }) => lastTime < oldest),
    );
  }
}
