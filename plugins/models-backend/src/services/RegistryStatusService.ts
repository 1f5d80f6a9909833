import { NotFoundError } from '@backstage/errors';
import type { ModelRegistryStatus } from '@platform-ops/backstage-plugin-models-common';
import type { ModelRegistry } from '@platform-ops/backstage-plugin-models-node';
import { toTimestamp } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { RegistryFreshness } from '../database/mapModels';
import type { RegistryStore } from '../database/RegistryStore';
import type { RegistryRow } from '../database/rows';

/**
 * Tells how each registry stands, in words.
 */
export class RegistryStatusService {
  readonly #registries: ModelRegistry[];
  readonly #store: RegistryStore;
  readonly #staleAfterMs: number;

  constructor(options: {
    registries: ModelRegistry[];
    store: RegistryStore;
    staleAfterMs: number;
  }) {
    this.#registries = options.registries;
    this.#store = options.store;
    this.#staleAfterMs = options.staleAfterMs;
  }

  get ids(): string[] {
    return this.#registries.map(registry => registry.id);
  }

  async list(): Promise<ModelRegistryStatus[]> {
    const [rows, counts] = await Promise.all([
      this.#store.list(this.ids),
      this.#store.counts(this.ids),
    ]);
    const byId = new Map(rows.map(row => [row.id, row]));
    return this.#registries.map(registry => {
      const row = byId.get(registry.id);
      return {
        id: registry.id,
        type: registry.type,
        title: registry.title,
        uiUrl: registry.uiUrl,
        serverVersion: row?.server_version ?? undefined,
        state: stateOf(row),
        progress: progressOf(row),
        lastSyncedAt: toTimestamp(row?.last_synced_at ?? null),
        lastSyncSeconds: row?.last_sync_seconds ?? undefined,
        lastError: errorOf(row),
        stale: this.#isStale(row),
        counts: {
          ...(counts.get(registry.id) ?? { models: 0, versions: 0 }),
          prompts: row?.prompt_count ?? undefined,
        },
      };
    });
  }

  async freshness(): Promise<Map<string, RegistryFreshness>> {
    const rows = new Map(
      (await this.#store.list(this.ids)).map(row => [row.id, row]),
    );
    return new Map(
      this.ids.map(id => [
        id,
        {
          lastSyncedAt: rows.get(id)?.last_synced_at ?? null,
          stale: this.#isStale(rows.get(id)),
        },
      ]),
    );
  }

  /**
   * @throws NotFoundError where no such registry is configured.
   */
  async freshnessOf(id: string): Promise<RegistryFreshness> {
    const freshness = (await this.freshness()).get(id);
    if (!freshness) {
      throw new NotFoundError(
        `registry: '${id}' is not configured; configured are ${
          this.ids.join(', ') || 'none'
        }`,
      );
    }
    return freshness;
  }

  #isStale(row: RegistryRow | undefined): boolean {
    return (
      row !== undefined &&
      row.last_synced_at !== null &&
      Date.now() - new Date(row.last_synced_at).getTime() > this.#staleAfterMs
    );
  }
}

function stateOf(row: RegistryRow | undefined): ModelRegistryStatus['state'] {
  if (row?.last_error) {
    return 'failing';
  }
  return row?.last_synced_at ? 'connected' : 'never';
}

function progressOf(
  row: RegistryRow | undefined,
): ModelRegistryStatus['progress'] {
  return row?.sync_started_at
    ? {
        startedAt: toTimestamp(row.sync_started_at),
        done: row.progress_done ?? 0,
        total: row.progress_total ?? undefined,
      }
    : undefined;
}

function errorOf(
  row: RegistryRow | undefined,
): ModelRegistryStatus['lastError'] {
  return row?.last_error && row.last_error_at
    ? {
        at: toTimestamp(row.last_error_at),
        message: row.last_error,
        consecutiveFailures: row.consecutive_failures,
      }
    : undefined;
}
