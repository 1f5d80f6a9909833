import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ModelRegistry,
  RegisteredModelListing,
} from '@platform-ops/backstage-plugin-models-node';
import type { RegistryMapping } from '../config';
import { isStorableName } from '../database/columnText';
import type { DatasetStore } from '../database/DatasetStore';
import type { RegistryStore } from '../database/RegistryStore';
import type { RegistryRow } from '../database/rows';
import type { ObservationWindow, StageStore } from '../database/StageStore';
import { SyncStore, type KnownModel } from '../database/SyncStore';
import { VersionReader } from './VersionReader';

/** How many absent models are asked for directly in one run. */
const DIRECT_QUESTIONS = 200;

/** What one run did. */
export interface SyncResult {
  /** Models whose row looks different now, deleted ones included. */
  changedModels: number;
}

/** What the listing told. */
interface Listing {
  seen: Set<string>;
  /** Fingerprints of models that are new or changed, by id. */
  pending: Map<string, string>;
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
  readonly #versions: VersionReader;
  readonly #logger: LoggerService;
  readonly #readAllVersionsEveryMs: number;
  readonly #onConcluded: (changedModels: number) => Promise<void>;
  readonly #now: () => Date;

  constructor(options: {
    registry: ModelRegistry;
    mapping: RegistryMapping;
    registries: RegistryStore;
    store: SyncStore;
    datasets: DatasetStore;
    stages: StageStore;
    logger: LoggerService;
    readAllVersionsEveryMs: number;
    /** Told while a run goes on, whenever models are ready to be shown. */
    onConcluded?: (changedModels: number) => Promise<void>;
    now?: () => Date;
  }) {
    this.#registry = options.registry;
    this.#mapping = options.mapping;
    this.#registries = options.registries;
    this.#store = options.store;
    this.#stages = options.stages;
    this.#versions = new VersionReader(options);
    this.#logger = options.logger;
    this.#readAllVersionsEveryMs = options.readAllVersionsEveryMs;
    this.#onConcluded = options.onConcluded ?? (async () => {});
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
    const listing = await this.#readListing(known, startedAt, signal);

    const observed = {
      after: previous?.last_listing_at
        ? new Date(previous.last_listing_at)
        : undefined,
      before: this.#now(),
    };
    const readAll = this.#isFullReadDue(previous, startedAt);
    let changedModels = await this.#readVersions({
      known,
      listing,
      readAll,
      observed,
      startedAt,
      signal,
    });
    changedModels += await this.#removeGone({
      gone: await this.#findGone(known, listing.seen, startedAt, signal),
      observed,
      startedAt,
    });

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
    return { changedModels };
  }

  #isFullReadDue(previous: RegistryRow | undefined, startedAt: Date): boolean {
    return (
      !previous?.versions_read_at ||
      startedAt.getTime() - new Date(previous.versions_read_at).getTime() >=
        this.#readAllVersionsEveryMs
    );
  }

  /**
   * Writes models that are new or changed and adds them to `known`.
   */
  async #readListing(
    known: Map<string, KnownModel>,
    startedAt: Date,
    signal: AbortSignal,
  ): Promise<Listing> {
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
        if (!isStorableName(listing.name)) {
          this.#logger.warn(
            `Registry '${
              this.#registry.id
            }' has a model whose name the portal cannot keep; it is left out: ${JSON.stringify(
              listing.name.slice(0, 80),
            )}`,
          );
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
        pending.set(id, listing.fingerprint);
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
   * Reads versions and concludes models as they become complete.
   *
   * @returns how many models look different now.
   */
  async #readVersions(options: {
    known: Map<string, KnownModel>;
    listing: Listing;
    readAll: boolean;
    observed: ObservationWindow;
    startedAt: Date;
    signal: AbortSignal;
  }): Promise<number> {
    const { known, listing, readAll, observed, startedAt, signal } = options;
    const pending = new Map(listing.pending);
    const modelIds = new Map(
      [...listing.seen].map(name => [name, known.get(name)!.id]),
    );
    const names = readAll
      ? undefined
      : [...modelIds].filter(([, id]) => pending.has(id)).map(([name]) => name);
    let changedModels = 0;
    const conclude = async (models: Map<string, string | undefined>) => {
      const changed = await this.#stages.conclude(models, this.#mapping, {
        ...observed,
        // The versions of these models were read just now.
        before: this.#now(),
      });
      changedModels += changed;
      if (changed) {
        await this.#onConcluded(changed);
      }
    };

    await this.#versions.read({
      names,
      modelIds,
      startedAt,
      signal,
      onComplete: async models => {
        const ready = new Map<string, string | undefined>();
        for (const { id, changed } of models) {
          if (changed || pending.has(id)) {
            ready.set(id, pending.get(id));
            pending.delete(id);
          }
        }
        await conclude(ready);
      },
    });
    // What is left has no versions.
    await conclude(pending);
    return changedModels;
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

  /**
   * Ends the stages that versions of deleted models held, then hides these.
   */
  async #removeGone(options: {
    gone: string[];
    observed: ObservationWindow;
    startedAt: Date;
  }): Promise<number> {
    const { gone, observed, startedAt } = options;
    await this.#store.markVersionsOfModelsDeleted(gone, startedAt);
    await this.#stages.conclude(
      new Map(gone.map(modelId => [modelId, undefined])),
      this.#mapping,
      observed,
    );
    await this.#store.markModelsDeleted(gone, startedAt);
    return gone.length;
  }
}
