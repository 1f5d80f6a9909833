import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ModelRegistry } from '@platform-ops/backstage-plugin-models-node';
import type { RegistryMapping } from '../config';
import type { DatasetStore } from '../database/DatasetStore';
import type { RegistryStore, Sweep } from '../database/RegistryStore';
import type { RegistryRow } from '../database/rows';
import type { ObservationWindow, StageStore } from '../database/StageStore';
import type { KnownModel, SyncStore } from '../database/SyncStore';
import {
  NAMES_PER_QUESTION,
  VersionReader,
  type NamedModels,
  type VersionReading,
} from './VersionReader';
import { VersionWriter } from './VersionWriter';

/** A registry, and where what it says is kept. */
export interface RegistrySyncContext {
  registry: ModelRegistry;
  mapping: RegistryMapping;
  registries: RegistryStore;
  store: SyncStore;
  datasets: DatasetStore;
  stages: StageStore;
  logger: LoggerService;
  readAllVersionsEveryMs: number;
}

/** One run's wish to have the versions of models up to date. */
export interface VersionSyncOptions {
  /** How the registry stands, with the number of this run. */
  row: RegistryRow;
  /** The models that the listing had. */
  listed: NamedModels;
  observed: ObservationWindow;
  startedAt: Date;
  signal: AbortSignal;
  isTimeUp: () => boolean;
}

/**
 * Reads the versions of models whose listing row changed, and now and then
 * those of all models: a sweep, which shows what the listing does not. Models
 * are concluded as they become complete, and what was read is noted, so that
 * the next run goes on where this one ends, however it ends.
 */
export class VersionSync {
  readonly #registry: ModelRegistry;
  readonly #mapping: RegistryMapping;
  readonly #registries: RegistryStore;
  readonly #store: SyncStore;
  readonly #stages: StageStore;
  readonly #reader: VersionReader;
  readonly #readAllVersionsEveryMs: number;
  readonly #onConcluded: (changedModels: number) => Promise<void>;
  readonly #now: () => Date;

  constructor(
    options: RegistrySyncContext & {
      onConcluded: (changedModels: number) => Promise<void>;
      now: () => Date;
    },
  ) {
    this.#registry = options.registry;
    this.#mapping = options.mapping;
    this.#registries = options.registries;
    this.#store = options.store;
    this.#stages = options.stages;
    this.#reader = new VersionReader({
      registry: options.registry,
      store: options.store,
      writer: new VersionWriter(options),
    });
    this.#readAllVersionsEveryMs = options.readAllVersionsEveryMs;
    this.#onConcluded = options.onConcluded;
    this.#now = options.now;
  }

  /**
   * @returns how many models look different now, and whether all that the
   *   listing shows is in.
   */
  async run(
    options: VersionSyncOptions,
  ): Promise<{ changedModels: number; isUpToDate: boolean }> {
    const { row, listed, observed, startedAt, signal, isTimeUp } = options;
    const pending = filterModels(listed, isPending);
    const sweep = await this.#findSweep(row, pending.size, startedAt);
    const isUnread = (model: KnownModel) =>
      isPending(model) || isUnswept(model, sweep);
    let unread = filterModels(listed, isUnread).size;
    let changedModels = 0;

    const reading: VersionReading = {
      startedAt,
      signal,
      isTimeUp,
      // What a listing does not show only a sweep can have missed.
      lookedBefore: model =>
        isPending(model) ? observed.listedAfter : observed.sweptAfter,
      onComplete: async models => {
        const changed = await this.#stages.conclude(
          models
            .filter(item => item.changed || isPending(item.model))
            .map(({ model }) => model.id),
          this.#mapping,
          // The versions of these models were read just now.
          { ...observed, before: this.#now() },
        );
        changedModels += changed;
        await this.#store.markRead(
          models.map(({ model }) => model.id),
          row.runs,
        );
        unread -= models.filter(({ model }) => isUnread(model)).length;
        for (const { model } of models) {
          model.readInRun = row.runs;
        }
        await this.#registries.update(this.#registry.id, {
          progress_done: listed.size - unread,
          progress_total: listed.size,
        });
        if (changed) {
          await this.#onConcluded(changed);
        }
      },
    };

    // What changed since the sweep began may stand where it looks no more.
    await this.#reader.readByName(
      sweep
        ? filterModels(pending, model => model.listedInRun > sweep.run)
        : pending,
      reading,
    );
    if (sweep) {
      await this.#sweep(sweep, listed, reading);
    }
    return {
      changedModels,
      isUpToDate: filterModels(listed, isPending).size === 0,
    };
  }

  async #sweep(
    sweep: Sweep,
    listed: NamedModels,
    reading: VersionReading,
  ): Promise<void> {
    const isComplete = await this.#reader.readAll(
      filterModels(listed, model => isUnswept(model, sweep)),
      {
        ...reading,
        place: sweep.place,
        isRead: name => {
          const model = listed.get(name);
          return model !== undefined && !isUnswept(model, sweep);
        },
        onPlace: place => this.#saveSweep({ ...sweep, place }),
      },
    );
    if (isComplete) {
      await this.#registries.update(this.#registry.id, {
        sweep: null,
        versions_read_at: new Date(sweep.startedAt),
      });
    }
  }

  /**
   * The sweep under way, or a new one where it is time, or where so much is to
   * be read that asking for each model would take longer.
   */
  async #findSweep(
    row: RegistryRow,
    pending: number,
    startedAt: Date,
  ): Promise<Sweep | undefined> {
    if (row.sweep) {
      return JSON.parse(row.sweep);
    }
    const isDue =
      !row.versions_read_at ||
      startedAt.getTime() - new Date(row.versions_read_at).getTime() >=
        this.#readAllVersionsEveryMs;
    if (!isDue && pending <= NAMES_PER_QUESTION) {
      return undefined;
    }
    const sweep = { run: row.runs, startedAt: startedAt.toISOString() };
    await this.#saveSweep(sweep);
    return sweep;
  }

  async #saveSweep(sweep: Sweep): Promise<void> {
    await this.#registries.update(this.#registry.id, {
      sweep: JSON.stringify(sweep),
    });
  }
}

/** Whether its listing row changed since its versions were read. */
function isPending({ readInRun, listedInRun }: KnownModel): boolean {
  return readInRun === null || readInRun < listedInRun;
}

/** Whether its versions have yet to be read in the sweep. */
function isUnswept(
  { readInRun }: KnownModel,
  sweep: Sweep | undefined,
): boolean {
  return sweep !== undefined && (readInRun === null || readInRun < sweep.run);
}

function filterModels(
  models: NamedModels,
  test: (model: KnownModel) => boolean,
): NamedModels {
  return new Map([...models].filter(([, model]) => test(model)));
}
