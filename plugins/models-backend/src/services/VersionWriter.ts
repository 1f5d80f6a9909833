import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ModelRegistry,
  RegisteredVersionDetails,
} from '@platform-ops/backstage-plugin-models-node';
import {
  inChunks,
  isStorableName,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { RegistryMapping } from '../config';
import type { DatasetStore } from '../database/DatasetStore';
import type { SyncStore, VersionWrite } from '../database/SyncStore';

/** How many versions one question for details asks about. */
const DETAILS_BATCH = 500;

/**
 * Keeps versions that are new or different, with the runs and the data behind
 * them.
 */
export class VersionWriter {
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

  /**
   * @param toDescribe - Those of the writes whose run has yet to be read.
   */
  async write(
    writes: VersionWrite[],
    toDescribe: VersionWrite[],
    options: { startedAt: Date; signal: AbortSignal },
  ): Promise<void> {
    await this.#addDetails(toDescribe, options.signal);
    await this.#store.saveVersions(writes, this.#mapping, options.startedAt);
    await this.#saveDatasets(toDescribe, options.startedAt);
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
   * than a warning; the next reading of all versions asks again.
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
}
