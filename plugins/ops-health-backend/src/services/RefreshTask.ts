import { setTimeout as delay } from 'node:timers/promises';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { isError, NotFoundError } from '@backstage/errors';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { OpsHealthConfig } from '../config';
import type { EntityStore } from '../database/EntityStore';
import type { ObservationStore } from '../database/ObservationStore';
import type { SourceStore } from '../database/SourceStore';
import type { HealthEntity } from '../entities/HealthEntity';
import { JoinIndex } from '../joins/JoinIndex';
import type { SourceRefresh } from '../refresh/SourceRefresh';
import type { SloEvaluator } from '../slo/SloEvaluator';
import type { SloFileReader } from '../slo/SloFileReader';
import type { ChangeAnnouncer } from './ChangeAnnouncer';
import type { CatalogReader } from './CatalogReader';
import type { HealthEvaluator } from './HealthEvaluator';

const TASK_ID = 'ops-health-refresh';
const READ_CATALOG_EVERY_MS = 60_000;

/**
 * Asks all sources and derives all states, again and again, in one replica at a
 * time.
 */
export class RefreshTask {
  readonly #config: OpsHealthConfig;
  readonly #logger: LoggerService;
  readonly #scheduler: SchedulerService;
  readonly #catalog: CatalogReader;
  readonly #entities: EntityStore;
  readonly #observations: ObservationStore;
  readonly #sourceStore: SourceStore;
  readonly #sources: Map<string, SourceRefresh>;
  readonly #sloFiles: SloFileReader;
  readonly #slos: SloEvaluator;
  readonly #evaluator: HealthEvaluator;
  readonly #announcer: ChangeAnnouncer;

  #known: { entities: HealthEntity[]; index: JoinIndex } | undefined;
  #catalogReadAt = -Infinity;
  /** Sources that took longer than a refresh and are still at it. */
  readonly #running = new Map<string, Promise<void>>();

  constructor(options: {
    config: OpsHealthConfig;
    logger: LoggerService;
    scheduler: SchedulerService;
    catalogReader: CatalogReader;
    entities: EntityStore;
    observations: ObservationStore;
    sourceStore: SourceStore;
    sources: Map<string, SourceRefresh>;
    sloFiles: SloFileReader;
    sloEvaluator: SloEvaluator;
    evaluator: HealthEvaluator;
    announcer: ChangeAnnouncer;
  }) {
    this.#config = options.config;
    this.#logger = options.logger;
    this.#scheduler = options.scheduler;
    this.#catalog = options.catalogReader;
    this.#entities = options.entities;
    this.#observations = options.observations;
    this.#sourceStore = options.sourceStore;
    this.#sources = options.sources;
    this.#sloFiles = options.sloFiles;
    this.#slos = options.sloEvaluator;
    this.#evaluator = options.evaluator;
    this.#announcer = options.announcer;
  }

  async schedule(): Promise<void> {
    await this.#observations.keepSources([...this.#sources.keys()]);
    await this.#scheduler.scheduleTask({
      id: TASK_ID,
      frequency: { milliseconds: this.#config.refreshMs },
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
    const source = this.#sources.get(sourceId);
    if (!source) {
      throw new NotFoundError(
        `source: '${sourceId}' is not configured; configured are ${
          [...this.#sources.keys()].join(', ') || 'none'
        }`,
      );
    }
    source.reset();
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
    const { entities, index } = await this.#readEntities(now);
    const finished = Promise.all(
      [...this.#sources].map(([id, source]) =>
        this.#refreshOnce(id, source, index, now),
      ),
    );
    await Promise.race([
      finished,
      delay(this.#config.sourceTimeoutMs, undefined, { signal, ref: false }),
    ]).catch(error => {
      if (!signal.aborted) {
        throw error;
      }
    });
    await this.#sloFiles.read(entities, now);
    const readings = await this.#observations.readAll();
    const signals = await this.#slos.evaluate({ readings, index, now, signal });
    const { changed, revision } = await this.#evaluator.evaluate({
      entities,
      readings,
      signals,
      now,
    });
    if (changed.length) {
      await this.#announcer.changed(changed, revision);
    }
  }

  async #readEntities(
    now: Date,
  ): Promise<{ entities: HealthEntity[]; index: JoinIndex }> {
    let changed = 0;
    if (now.getTime() - this.#catalogReadAt >= READ_CATALOG_EVERY_MS) {
      try {
        changed = await this.#catalog.read();
        this.#catalogReadAt = now.getTime();
      } catch (error) {
        this.#logger.warn(
          `The catalog could not be read, ops health goes on with what it knows: ${describeFailure(
            error,
          )}`,
        );
      }
    }
    if (!this.#known || changed > 0) {
      const entities = await this.#entities.list();
      this.#known = {
        entities,
        index: JoinIndex.create(entities, this.#config.joins),
      };
    }
    return this.#known;
  }

  /** A source that is still at the refresh before is not asked once more. */
  #refreshOnce(
    id: string,
    source: SourceRefresh,
    index: JoinIndex,
    at: Date,
  ): Promise<void> {
    const running =
      this.#running.get(id) ??
      this.#refresh(id, source, index, at)
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

  async #refresh(
    id: string,
    source: SourceRefresh,
    index: JoinIndex,
    at: Date,
  ): Promise<void> {
    const result = await source.run({
      index,
      at,
      signal: AbortSignal.timeout(this.#config.sourceTimeoutMs * 2),
    });
    if (!result) {
      return;
    }
    if (result.observations) {
      await this.#observations.save(result.observations);
    }
    if (result.discovery) {
      await this.#sourceStore.saveLabelSets(id, result.discovery.labelSets, at);
    }
    await this.#sourceStore.saveStatus(id, at, result.status, result.succeeded);
    if (!result.succeeded) {
      this.#logger.warn(
        `Source '${id}' told nothing: ${result.status.errors[0]?.message}`,
      );
    }
  }
}
