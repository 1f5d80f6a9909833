import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ModelRegistry,
  RegisteredVersion,
  RegisteredVersionDetails,
} from '@platform-ops/backstage-plugin-models-node';
import type { RegistryMapping } from '../config';
import { isStorableName } from '../database/columnText';
import type { DatasetStore } from '../database/DatasetStore';
import { inChunks } from '../database/inChunks';
import {
  SyncStore,
  type KnownVersion,
  type VersionWrite,
} from '../database/SyncStore';
import { prefetch } from './prefetch';

/** How many versions one question for details asks about. */
const DETAILS_BATCH = 500;

/** What one reading works with. */
interface Reading {
  before: Map<string, KnownVersion>;
  seen: Set<string>;
  modelIds: Map<string, string>;
  startedAt: Date;
  signal: AbortSignal;
  onComplete: VersionReading['onComplete'];
}

/** One wish to read versions. */
export interface VersionReading {
  /** Names of the models to read the versions of; undefined for all. */
  names: string[] | undefined;
  /** Ids of the models that the listing had, by name. */
  modelIds: Map<string, string>;
  startedAt: Date;
  signal: AbortSignal;
  /**
   * Told of models whose versions have been read and written, with whether
   * one of them is new, different or gone. A model may come again with a
   * version that is gone.
   */
  onComplete(models: Array<{ id: string; changed: boolean }>): Promise<void>;
}

/**
 * Copies versions from a registry: reads the rows, and the runs behind those
 * that are new, and notices which are gone.
 */
export class VersionReader {
  readonly #registry: ModelRegistry;
  readonly #mapping: RegistryMapping;
  readonly #store: SyncStore;
  readonly #datasets: DatasetStore;
  readonly #logger: LoggerService;

  constructor(options: {
    registry: ModelRegistry;
    mapping: RegistryMapping;
    store: SyncStore;
    datasets: DatasetStore;
    logger: LoggerService;
  }) {
    this.#registry = options.registry;
    this.#mapping = options.mapping;
    this.#store = options.store;
    this.#datasets = options.datasets;
    this.#logger = options.logger;
  }

  async read(wish: VersionReading): Promise<void> {
    const { names, modelIds, signal } = wish;
    if (names?.length === 0) {
      return;
    }
    const reading: Reading = {
      ...wish,
      seen: new Set(),
      before: await this.#store.loadVersions(
        this.#registry.id,
        names?.map(name => modelIds.get(name)!),
      ),
    };
    await this.#readPages(
      this.#registry.listVersions(names, { signal }),
      reading,
    );
    await this.#confirmMissing(reading);
  }

  async #readPages(
    pages: AsyncIterable<RegisteredVersion[]>,
    reading: Reading,
  ): Promise<void> {
    const { signal } = reading;
    // Rows of one model come together, so all but the last model are complete.
    const open = new Map<string, boolean>();
    for await (const page of prefetch(pages)) {
      signal.throwIfAborted();
      await this.#readPage(page, reading, open);
      const last = [...open.keys()].at(-1);
      const complete = [...open].filter(([id]) => id !== last);
      for (const [id] of complete) {
        open.delete(id);
      }
      await reading.onComplete(
        complete.map(([id, changed]) => ({ id, changed })),
      );
    }
    await reading.onComplete(
      [...open].map(([id, changed]) => ({ id, changed })),
    );
  }

  async #readPage(
    page: RegisteredVersion[],
    reading: Reading,
    open: Map<string, boolean>,
  ): Promise<void> {
    const { before, seen, modelIds, startedAt, signal } = reading;
    const writes: VersionWrite[] = [];
    const toDescribe: VersionWrite[] = [];
    for (const version of page) {
      const modelId = modelIds.get(version.modelName);
      const key = modelId && SyncStore.versionKey(modelId, version.version);
      if (!key || seen.has(key) || version.version.length > 255) {
        continue;
      }
      seen.add(key);
      const old = before.get(key);
      const same = old?.fingerprint === version.fingerprint && !old.deleted;
      const known = same && !old.lacksDetails;
      const changed = open.get(modelId) || !known;
      // The model that was read last stands last.
      open.delete(modelId);
      open.set(modelId, changed);
      if (known) {
        continue;
      }
      const write = { id: old?.id ?? SyncStore.newId(), modelId, version };
      writes.push(write);
      if (!old || old.lacksDetails || old.status !== version.status) {
        toDescribe.push(write);
      }
    }
    await this.#addDetails(toDescribe, signal);
    await this.#store.saveVersions(writes, this.#mapping, startedAt);
    await this.#saveDatasets(toDescribe, startedAt);
  }

  /**
   * What a model carries, the data that it was made of carries too.
   */
  async #saveDatasets(writes: VersionWrite[], startedAt: Date): Promise<void> {
    const users = writes.filter(write => write.details?.datasets.length);
    const classes = await this.#datasets.loadClassifications([
      ...new Set(users.map(write => write.modelId)),
    ]);
    await this.#datasets.save(
      this.#registry.id,
      users.flatMap(({ modelId, details }) =>
        details!.datasets
          .filter(dataset => isStorableName(dataset.name))
          .map(dataset => ({
            ...dataset,
            dataClassification: classes.get(modelId) ?? [],
          })),
      ),
      startedAt,
    );
  }

  /**
   * A version is worth keeping without its run, so a failure here is no more
   * than a warning; the next full read asks again.
   */
  async #addDetails(
    writes: VersionWrite[],
    signal: AbortSignal,
  ): Promise<void> {
    const describe = async (batch: VersionWrite[]) => {
      const details: Array<RegisteredVersionDetails | undefined> =
        await this.#registry.describeVersions(
          batch.map(write => write.version),
          { signal },
        );
      batch.forEach((write, index) => {
        write.details = details[index] ?? null;
      });
    };
    const results = await Promise.allSettled(
      [...inChunks(writes, DETAILS_BATCH)].map(describe),
    );
    signal.throwIfAborted();
    const failure = results.find(result => result.status === 'rejected');
    if (failure) {
      this.#logger.warn(
        `Could not read the runs behind versions of registry '${
          this.#registry.id
        }': ${failure.reason}`,
      );
    }
  }

  /**
   * Pages by offset can lose rows while the registry changes, so the models
   * that lack versions are asked for again before a version counts as gone.
   */
  async #confirmMissing(reading: Reading): Promise<void> {
    const { before, seen, modelIds, startedAt, signal } = reading;
    const nameById = new Map([...modelIds].map(([name, id]) => [id, name]));
    const missing = () =>
      [...before].filter(
        ([key, item]) =>
          !item.deleted && !seen.has(key) && nameById.has(item.modelId),
      );
    const suspects = new Set(
      missing().map(([, item]) => nameById.get(item.modelId)!),
    );
    if (!suspects.size) {
      return;
    }
    await this.#readPages(
      this.#registry.listVersions([...suspects], { signal }),
      reading,
    );
    const gone = missing().map(([, item]) => item);
    await this.#store.markVersionsDeleted(
      gone.map(item => item.id),
      startedAt,
    );
    const models = new Set(gone.map(item => item.modelId));
    await reading.onComplete([...models].map(id => ({ id, changed: true })));
  }
}
