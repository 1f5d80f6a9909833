import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ModelRegistry,
  RegisteredModelListing,
  RegisteredVersion,
  RegisteredVersionDetails,
} from '@platform-ops/backstage-plugin-models-node';
import type { RegistryMapping } from '../config';
import { inChunks } from '../database/inChunks';
import type { RegistryStore } from '../database/RegistryStore';
import { StageStore } from '../database/StageStore';
import {
  SyncStore,
  type KnownModel,
  type KnownVersion,
  type VersionWrite,
} from '../database/SyncStore';

/** How many versions one question for details asks about. */
const DETAILS_BATCH = 500;

/** How many absent models are asked for directly in one run. */
const DIRECT_QUESTIONS = 200;

/** What one run did. */
export interface SyncResult {
  /** Models whose row looks different now, deleted ones included. */
  changedModels: number;
}

/**
 * One sync of one registry: reads the listing, reads further only what
 * changed, and draws conclusions in small transactions. A run that is cut off
 * leaves whole models behind and is continued by the next.
 */
export class RegistrySync {
  readonly #registry: ModelRegistry;
  readonly #mapping: RegistryMapping;
  readonly #registries: RegistryStore;
  readonly #store: SyncStore;
  readonly #stages: StageStore;
  readonly #logger: LoggerService;
  readonly #readAllVersionsEveryMs: number;
  readonly #now: () => Date;

  constructor(options: {
    registry: ModelRegistry;
    mapping: RegistryMapping;
    registries: RegistryStore;
    store: SyncStore;
    stages: StageStore;
    logger: LoggerService;
    readAllVersionsEveryMs: number;
    now?: () => Date;
  }) {
    this.#registry = options.registry;
    this.#mapping = options.mapping;
    this.#registries = options.registries;
    this.#store = options.store;
    this.#stages = options.stages;
    this.#logger = options.logger;
    this.#readAllVersionsEveryMs = options.readAllVersionsEveryMs;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @throws whatever the registry throws; what was read so far is kept.
   */
  async run(signal: AbortSignal): Promise<SyncResult> {
    const { id } = this.#registry;
    const startedAt = this.#now();
    const previous = await this.#registries.get(id);
    await this.#registries.update(id, {
      sync_started_at: startedAt,
      progress_done: 0,
      progress_total: null,
    });

    const about = await this.#registry.describe({ signal });
    const known = await this.#store.loadModels(id);
    const { pending, seen } = await this.#readListing(known, startedAt, signal);

    const readAll =
      !previous?.versions_read_at ||
      startedAt.getTime() - new Date(previous.versions_read_at).getTime() >=
        this.#readAllVersionsEveryMs;
    const touched = await this.#readVersions(
      readAll ? undefined : [...pending.keys()],
      new Map([...seen].map(name => [name, known.get(name)!.id])),
      startedAt,
      signal,
    );

    const conclusions = new Map<string, string | undefined>();
    for (const modelId of touched) {
      conclusions.set(modelId, undefined);
    }
    for (const [name, fingerprint] of pending) {
      conclusions.set(known.get(name)!.id, fingerprint);
    }
    const observed = {
      after: previous?.last_listing_at
        ? new Date(previous.last_listing_at)
        : undefined,
      before: this.#now(),
    };
    const changed = await this.#stages.conclude(
      conclusions,
      this.#mapping,
      observed,
    );

    const gone = await this.#findGone(known, seen, startedAt, signal);
    await this.#store.markVersionsOfModelsDeleted(gone, startedAt);
    await this.#stages.conclude(
      new Map(gone.map(modelId => [modelId, undefined])),
      this.#mapping,
      observed,
    );
    await this.#store.markModelsDeleted(gone, startedAt);
    const endedAt = this.#now();
    await this.#registries.update(id, {
      server_version: about.serverVersion ?? null,
      prompt_count: about.promptCount ?? null,
      sync_started_at: null,
      progress_done: null,
      progress_total: null,
      last_synced_at: endedAt,
      last_listing_at: startedAt,
      last_sync_seconds: (endedAt.getTime() - startedAt.getTime()) / 1000,
      ...(readAll ? { versions_read_at: startedAt } : {}),
      last_error_at: null,
      last_error: null,
      consecutive_failures: 0,
    });
    return { changedModels: changed + gone.length };
  }

  /**
   * Writes models that are new or changed and adds them to `known`.
   */
  async #readListing(
    known: Map<string, KnownModel>,
    startedAt: Date,
    signal: AbortSignal,
  ): Promise<{ pending: Map<string, string>; seen: Set<string> }> {
    const seen = new Set<string>();
    const pending = new Map<string, string>();
    for await (const page of this.#registry.listModels({ signal })) {
      signal.throwIfAborted();
      const changed: Array<{ id: string; listing: RegisteredModelListing }> =
        [];
      const backAgain: string[] = [];
      for (const listing of page) {
        if (seen.has(listing.name)) {
          continue;
        }
        seen.add(listing.name);
        const before = known.get(listing.name);
        if (before?.absentSince && !before.deleted) {
          backAgain.push(before.id);
        }
        if (before?.fingerprint === listing.fingerprint && !before.deleted) {
          continue;
        }
        const id = before?.id ?? SyncStore.newId();
        known.set(listing.name, {
          id,
          fingerprint: null,
          absentSince: null,
          deleted: false,
        });
        pending.set(listing.name, listing.fingerprint);
        changed.push({ id, listing });
      }
      await this.#store.saveListing(
        this.#registry.id,
        this.#mapping,
        changed,
        startedAt,
      );
      await this.#store.setAbsentSince(backAgain, null);
      await this.#registries.update(this.#registry.id, {
        progress_done: seen.size,
      });
    }
    return { pending, seen };
  }

  /**
   * Reads the versions of the given models, or of all.
   *
   * @param modelIds - Ids of the models that the listing had, by name.
   * @returns ids of the models of which a version is new, different or gone.
   */
  async #readVersions(
    names: string[] | undefined,
    modelIds: Map<string, string>,
    startedAt: Date,
    signal: AbortSignal,
  ): Promise<Set<string>> {
    const touched = new Set<string>();
    if (names?.length === 0) {
      return touched;
    }
    const before = await this.#store.loadVersions(
      this.#registry.id,
      names?.map(name => modelIds.get(name)!),
    );
    const seen = new Set<string>();
    const context = { before, seen, modelIds, touched, startedAt, signal };
    await this.#readVersionPages(
      this.#registry.listVersions(names, { signal }),
      context,
    );

    const suspects = this.#modelsWithMissingVersions(before, seen, modelIds);
    if (suspects.size) {
      // Pages by offset can lose rows while the registry changes: ask again.
      await this.#readVersionPages(
        this.#registry.listVersions([...suspects.values()], { signal }),
        context,
      );
      const gone = [...before]
        .filter(
          ([key, item]) =>
            !item.deleted && !seen.has(key) && suspects.has(item.modelId),
        )
        .map(([, item]) => item);
      await this.#store.markVersionsDeleted(
        gone.map(item => item.id),
        startedAt,
      );
      for (const item of gone) {
        touched.add(item.modelId);
      }
    }
    return touched;
  }

  /**
   * @returns names by id.
   */
  #modelsWithMissingVersions(
    before: Map<string, KnownVersion>,
    seen: Set<string>,
    modelIds: Map<string, string>,
  ): Map<string, string> {
    const nameById = new Map([...modelIds].map(([name, id]) => [id, name]));
    const missing = new Map<string, string>();
    for (const [key, item] of before) {
      const name = nameById.get(item.modelId);
      if (!item.deleted && !seen.has(key) && name !== undefined) {
        missing.set(item.modelId, name);
      }
    }
    return missing;
  }

  async #readVersionPages(
    pages: AsyncIterable<RegisteredVersion[]>,
    context: {
      before: Map<string, KnownVersion>;
      seen: Set<string>;
      modelIds: Map<string, string>;
      touched: Set<string>;
      startedAt: Date;
      signal: AbortSignal;
    },
  ): Promise<void> {
    const { before, seen, modelIds, touched, startedAt, signal } = context;
    for await (const page of pages) {
      signal.throwIfAborted();
      const writes: VersionWrite[] = [];
      const toDescribe: VersionWrite[] = [];
      for (const version of page) {
        const modelId = modelIds.get(version.modelName);
        if (!modelId) {
          continue;
        }
        const key = SyncStore.versionKey(modelId, version.version);
        if (seen.has(key)) {
          continue;
        }
        seen.add(key);
        const old = before.get(key);
        const same = old?.fingerprint === version.fingerprint && !old.deleted;
        if (same && !old.lacksDetails) {
          continue;
        }
        const write: VersionWrite = {
          id: old?.id ?? SyncStore.newId(),
          modelId,
          version,
        };
        writes.push(write);
        touched.add(modelId);
        if (!old || old.lacksDetails || old.status !== version.status) {
          toDescribe.push(write);
        }
      }
      await this.#addDetails(toDescribe, signal);
      await this.#store.saveVersions(writes, this.#mapping, startedAt);
      await this.#store.saveDatasets(
        this.#registry.id,
        toDescribe.flatMap(write => write.details?.datasets ?? []),
        startedAt,
      );
    }
  }

  /**
   * A version is worth keeping without its run, so a failure here is no more
   * than a warning; the next full read asks again.
   */
  async #addDetails(
    writes: VersionWrite[],
    signal: AbortSignal,
  ): Promise<void> {
    for (const batch of inChunks(writes, DETAILS_BATCH)) {
      let details: Array<RegisteredVersionDetails | undefined>;
      try {
        details = await this.#registry.describeVersions(
          batch.map(write => write.version),
          { signal },
        );
      } catch (error) {
        signal.throwIfAborted();
        this.#logger.warn(
          `Could not read runs of ${batch.length} versions from registry '${
            this.#registry.id
          }': ${error}`,
        );
        return;
      }
      batch.forEach((write, index) => {
        write.details = details[index] ?? null;
      });
    }
  }

  /**
   * A model is gone only after two complete listings lacked it and the
   * registry, asked for it directly, says so.
   *
   * @returns ids of the models that are.
   */
  async #findGone(
    known: Map<string, KnownModel>,
    seen: Set<string>,
    startedAt: Date,
    signal: AbortSignal,
  ): Promise<string[]> {
    const absent = [...known].filter(
      ([name, model]) => !seen.has(name) && !model.deleted,
    );
    await this.#store.setAbsentSince(
      absent.filter(([, item]) => !item.absentSince).map(([, item]) => item.id),
      startedAt,
    );
    const suspects = absent
      .filter(([, model]) => model.absentSince)
      .slice(0, DIRECT_QUESTIONS);
    const gone: string[] = [];
    const found: string[] = [];
    for (const [name, model] of suspects) {
      const answer = await this.#registry.getModel(name, { signal });
      (answer ? found : gone).push(model.id);
    }
    await this.#store.setAbsentSince(found, null);
    return gone;
  }
}
