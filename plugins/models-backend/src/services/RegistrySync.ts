import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ModelRegistry,
  RegisteredModelListing,
} from '@platform-ops/backstage-plugin-models-node';
import {
  isStorableName,
  type StoredTime,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { RegistryMapping } from '../config';
import type { RegistryStore } from '../database/RegistryStore';
import type { ObservationWindow, StageStore } from '../database/StageStore';
import { SyncStore, type KnownModel } from '../database/SyncStore';
import { VersionSync, type RegistrySyncContext } from './VersionSync';

/** How many absent models are asked for directly in one run. */
const DIRECT_QUESTIONS = 200;

/** What one run did. */
export interface SyncResult {
  /** Models whose row looks different now, deleted ones included. */
  changedModels: number;
}

/**
 * One sync of one registry: reads the listing, reads further only what
 * changed, and draws conclusions in small transactions. A run that ends early
 * or is cut off leaves whole models behind and is continued by the next.
 */
export class RegistrySync {
  readonly #registry: ModelRegistry;
  readonly #mapping: RegistryMapping;
  readonly #registries: RegistryStore;
  readonly #store: SyncStore;
  readonly #stages: StageStore;
  readonly #versions: VersionSync;
  readonly #logger: LoggerService;
  readonly #now: () => Date;

  constructor(
    options: RegistrySyncContext & {
      /** Told while a run goes on, whenever models are ready to be shown. */
      onConcluded?: (changedModels: number) => Promise<void>;
      now?: () => Date;
    },
  ) {
    this.#registry = options.registry;
    this.#mapping = options.mapping;
    this.#registries = options.registries;
    this.#store = options.store;
    this.#stages = options.stages;
    this.#logger = options.logger;
    this.#now = options.now ?? (() => new Date());
    this.#versions = new VersionSync({
      ...options,
      onConcluded: options.onConcluded ?? (async () => {}),
      now: this.#now,
    });
  }

  /**
   * @param isTimeUp - Once it says so, the run ends after the step that it is
   *   at, and leaves the rest to the next.
   * @throws whatever the registry throws; what was read so far is kept.
   */
  async run(
    signal: AbortSignal,
    isTimeUp: () => boolean = () => false,
  ): Promise<SyncResult> {
    const { id } = this.#registry;
    const startedAt = this.#now();
    const row = await this.#registries.beginRun(id, startedAt);

    const about = await this.#registry.describe({ signal });
    const known = await this.#store.loadModels(id);
    const seen = await this.#readListing(known, row.runs, startedAt, signal);

    const observed = {
      listedAfter: toDate(row.last_listing_at),
      sweptAfter: toDate(row.versions_read_at),
      before: this.#now(),
    };
    const goneModels = await this.#removeGone({
      gone: await this.#findGone(known, seen, startedAt, signal),
      observed,
      startedAt,
    });
    const { changedModels, isUpToDate } = await this.#versions.run({
      row,
      listed: new Map([...seen].map(name => [name, known.get(name)!])),
      observed,
      startedAt,
      signal,
      isTimeUp,
    });

    const endedAt = this.#now();
    await this.#registries.update(id, {
      server_version: about.serverVersion ?? null,
      prompt_count: about.promptCount ?? null,
      last_error_at: null,
      last_error: null,
      consecutive_failures: 0,
      // Otherwise the next run follows at once.
      ...(isUpToDate && {
        sync_started_at: null,
        progress_done: null,
        progress_total: null,
        last_synced_at: endedAt,
        last_listing_at: startedAt,
        last_sync_seconds: (endedAt.getTime() - startedAt.getTime()) / 1000,
      }),
    });
    return { changedModels: changedModels + goneModels };
  }

  /**
   * Writes models that are new or changed and adds them to `known`.
   *
   * @returns the names that the listing had.
   */
  async #readListing(
    known: Map<string, KnownModel>,
    run: number,
    startedAt: Date,
    signal: AbortSignal,
  ): Promise<Set<string>> {
    const seen = new Set<string>();
    for await (const page of this.#registry.listModels({ signal })) {
      signal.throwIfAborted();
      const changed: Array<{ id: string; listing: RegisteredModelListing }> =
        [];
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
        // One that was away is read again: what was read meanwhile lacked it.
        if (
          before?.fingerprint === listing.fingerprint &&
          !before.absentSince &&
          !before.deleted
        ) {
          continue;
        }
        const id = before?.id ?? SyncStore.newId();
        known.set(listing.name, {
          id,
          fingerprint: listing.fingerprint,
          listedInRun: run,
          readInRun: before?.readInRun ?? null,
          absentSince: null,
          deleted: false,
        });
        changed.push({ id, listing });
      }
      await this.#store.saveListing(this.#registry.id, this.#mapping, changed, {
        at: startedAt,
        run,
      });
      await this.#registries.update(this.#registry.id, {
        progress_done: seen.size,
      });
    }
    return seen;
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
    await this.#stages.conclude(gone, this.#mapping, observed);
    await this.#store.markModelsDeleted(gone, startedAt);
    return gone.length;
  }
}

function toDate(time: StoredTime | null): Date | undefined {
  return time === null ? undefined : new Date(time);
}
