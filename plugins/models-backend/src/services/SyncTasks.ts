import type {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { isError, NotFoundError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { RegistryStore } from '../database/RegistryStore';
import type { RegistrySync, SyncResult } from './RegistrySync';

/**
 * A run ends by itself after this part of its time-out. The rest is for the
 * step that it is at; what is left to read, the next run reads at once.
 */
const RUN_PART_OF_TIMEOUT = 0.5;

/**
 * Runs the sync of each registry as a scheduled task, of which one replica at
 * a time takes charge.
 */
export class SyncTasks {
  readonly #scheduler: SchedulerService;
  readonly #logger: LoggerService;
  readonly #registries: RegistryStore;
  readonly #syncs: Map<string, RegistrySync>;
  readonly #onSynced: (id: string, result: SyncResult) => Promise<void>;

  #stopping = false;

  constructor(options: {
    lifecycle: LifecycleService;
    scheduler: SchedulerService;
    logger: LoggerService;
    registries: RegistryStore;
    syncs: Map<string, RegistrySync>;
    onSynced: (id: string, result: SyncResult) => Promise<void>;
  }) {
    this.#scheduler = options.scheduler;
    this.#logger = options.logger;
    this.#registries = options.registries;
    this.#syncs = options.syncs;
    this.#onSynced = options.onSynced;
    options.lifecycle.addShutdownHook(() => {
      this.#stopping = true;
    });
  }

  async schedule(options: {
    frequency: HumanDuration;
    timeout: HumanDuration;
  }): Promise<void> {
    const runMs = durationToMilliseconds(options.timeout) * RUN_PART_OF_TIMEOUT;
    for (const [id, sync] of this.#syncs) {
      await this.#scheduler.scheduleTask({
        id: taskId(id),
        frequency: options.frequency,
        timeout: options.timeout,
        initialDelay: { seconds: 2 },
        fn: signal => this.#run(id, sync, signal, runMs),
      });
    }
  }

  /**
   * Asks for a sync as soon as possible. One that already runs will do.
   *
   * @throws NotFoundError where no such registry is configured.
   */
  async trigger(id: string): Promise<void> {
    if (!this.#syncs.has(id)) {
      throw new NotFoundError(
        `registry: '${id}' is not configured; configured are ${
          [...this.#syncs.keys()].join(', ') || 'none'
        }`,
      );
    }
    try {
      await this.#scheduler.triggerTask(taskId(id));
    } catch (error) {
      if (!isError(error) || error.name !== 'ConflictError') {
        throw error;
      }
    }
  }

  async #run(
    id: string,
    sync: RegistrySync,
    signal: AbortSignal,
    runMs: number,
  ): Promise<void> {
    const endAt = Date.now() + runMs;
    try {
      const result = await sync.run(signal, () => Date.now() >= endAt);
      await this.#onSynced(id, result);
    } catch (error) {
      if (this.#stopping) {
        // Whatever broke off, it was not the registry's fault.
        await this.#registries.endProgress(id);
        return;
      }
      const message = signal.aborted
        ? 'One step took longer than models.sync.timeout allows; what was read before is kept'
        : describeFailure(error);
      const before = await this.#registries.get(id);
      await this.#registries.countFailure(id, new Date(), message);
      if (before?.last_error !== message) {
        this.#logger.warn(`Sync of registry '${id}' failed: ${message}`);
      }
      await this.#onSynced(id, { changedModels: 0 });
    }
  }
}

function taskId(registryId: string): string {
  return `models-sync-${registryId}`;
}
