import type {
  AuthService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  ANNOTATION_ETAG,
  ANNOTATION_REGISTRY,
  MODELS_CHANGED_TOPIC,
  type CatalogChange,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelsService } from '@platform-ops/backstage-plugin-models-node';
import { FailureLog } from './FailureLog';
import {
  modelRefreshKey,
  registryLocation,
  registryRefreshKey,
} from './generatedEntity';
import { toDatasetEntity } from './toDatasetEntity';
import { toModelEntity } from './toModelEntity';

const PAGE_SIZE = 500;
const MAX_DELTA_SIZE = 1_000;
const RECONCILE_INTERVAL_MS = 24 * 60 * 60_000;

export interface ModelsEntityProviderOptions {
  registryId: string;
  schedule: SchedulerServiceTaskScheduleDefinition;
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  logger: LoggerService;
  models: ModelsService;
  scheduler: SchedulerService;
  now?: () => number;
}

function toEntity(
  change: CatalogChange,
  entityRef: string,
): Entity | undefined {
  if (!change.present) {
    return undefined;
  }
  const options = { entityRef, etag: change.etag };
  if (change.kind === 'model') {
    return change.model && toModelEntity(change.model, options);
  }
  return change.dataset && toDatasetEntity(change.dataset, options);
}

/**
 * Keeps the generated entities of one registry as the models backend says.
 *
 * @remarks
 *
 * Reads only what changed since it last looked; at the start and once a day it
 * compares everything. What people wrote of models that changed is processed
 * again, for its data classes follow the registry. Entities carry no location key, so that an entity of
 * the same ref from a repository takes its place.
 */
export class ModelsEntityProvider implements EntityProvider {
  readonly #options: ModelsEntityProviderOptions;
  readonly #failures: FailureLog;
  readonly #now: () => number;
  #revision?: number;
  #reconciledAt = 0;

  static create(options: ModelsEntityProviderOptions): ModelsEntityProvider {
    return new ModelsEntityProvider(options);
  }

  private constructor(options: ModelsEntityProviderOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#failures = FailureLog.create({
      logger: options.logger,
      subject: `Filling the catalog from registry '${options.registryId}'`,
    });
  }

  getProviderName(): string {
    return registryLocation(this.#options.registryId);
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { scheduler, schedule } = this.#options;
    await scheduler.createScheduledTaskRunner(schedule).run({
      id: this.getProviderName(),
      fn: signal => this.#run(connection, signal),
    });
    await this.#options.events.subscribe({
      id: this.getProviderName(),
      topics: [MODELS_CHANGED_TOPIC],
      onEvent: ({ eventPayload }) => this.#hurry(eventPayload),
    });
  }

  /**
   * A hint that there is something to read before the schedule comes to it.
   */
  async #hurry(eventPayload: unknown): Promise<void> {
    const { registryId } = (eventPayload ?? {}) as { registryId?: string };
    if (registryId !== undefined && registryId !== this.#options.registryId) {
      return;
    }
    try {
      await this.#options.scheduler.triggerTask(this.getProviderName());
    } catch (error) {
      this.#options.logger.debug(
        `Registry '${
          this.#options.registryId
        }' is read at its next turn: ${error}`,
      );
    }
  }

  async #run(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    const now = this.#now();
    if (!this.#failures.mayTry(now)) {
      return;
    }
    try {
      if (
        this.#revision === undefined ||
        now - this.#reconciledAt >= RECONCILE_INTERVAL_MS
      ) {
        await this.#reconcile(connection, signal);
        this.#reconciledAt = now;
      } else {
        await this.#applyChanges(this.#revision, connection, signal);
      }
      this.#failures.succeeded();
    } catch (error) {
      // Cancelled by a stop or the time-out: the next run starts where this
      // one came to.
      if (!signal.aborted) {
        this.#failures.failed(toError(error).message, now);
      }
    }
  }

  async #applyChanges(
    after: number,
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    for await (const page of this.#readChanges(after, signal)) {
      if (page.revision < after) {
        // The models backend counts anew, e.g. after a restore.
        this.#revision = undefined;
        return;
      }
      const added: Entity[] = [];
      const removed: string[] = [];
      for (const change of page.items) {
        const ref = normaliseRef(change.generatedRef);
        const entity = toEntity(change, ref);
        if (entity) {
          added.push(entity);
        } else if (!change.present) {
          removed.push(ref);
        }
      }
      await this.#apply(connection, added, removed);
      await this.#refreshDescriptions(connection, page.items);
      this.#revision = page.revision;
    }
  }

  async #reconcile(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    const unseen = await this.#readExistingEtags(signal);
    let complete = false;
    let revision = 0;
    for await (const page of this.#readChanges(0, signal)) {
      const added: Entity[] = [];
      const removed: string[] = [];
      for (const change of page.items) {
        const ref = normaliseRef(change.generatedRef);
        const etag = unseen.get(ref);
        unseen.delete(ref);
        if (!change.present) {
          removed.push(ref);
        } else if (etag !== change.etag) {
          const entity = toEntity(change, ref);
          if (entity) {
            added.push(entity);
          }
        }
      }
      await this.#apply(connection, added, removed);
      ({ complete, revision } = page);
    }
    if (complete) {
      await this.#apply(connection, [], [...unseen.keys()]);
    }
    await connection.refresh({
      keys: [registryRefreshKey(this.#options.registryId)],
    });
    this.#revision = revision;
  }

  /**
   * Lets the catalog look again at what people wrote of these models.
   */
  async #refreshDescriptions(
    connection: EntityProviderConnection,
    changes: CatalogChange[],
  ): Promise<void> {
    const keys = changes.flatMap(change =>
      change.kind === 'model'
        ? [
            modelRefreshKey(normaliseRef(change.generatedRef)),
            modelRefreshKey(`${change.registryId}/${change.nativeName}`),
          ]
        : [],
    );
    if (keys.length) {
      await connection.refresh({ keys });
    }
  }

  async *#readChanges(after: number, signal: AbortSignal) {
    const { auth, models, registryId } = this.#options;
    let revision = after;
    let hasMore = true;
    while (hasMore) {
      signal.throwIfAborted();
      const page = await models.listChanges(
        { registry: registryId, after: revision, limit: PAGE_SIZE },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      yield page;
      ({ revision, hasMore } = page);
    }
  }

  async #readExistingEtags(signal: AbortSignal): Promise<Map<string, string>> {
    const { auth, catalog, registryId } = this.#options;
    const etags = new Map<string, string>();
    const pages = catalog.streamEntities(
      {
        filter: {
          [`metadata.annotations.${ANNOTATION_REGISTRY}`]: registryId,
        },
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.annotations',
        ],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      signal.throwIfAborted();
      for (const entity of page) {
        etags.set(
          stringifyEntityRef(entity),
          entity.metadata.annotations?.[ANNOTATION_ETAG] ?? '',
        );
      }
    }
    return etags;
  }

  async #apply(
    connection: EntityProviderConnection,
    added: Entity[],
    removed: string[],
  ): Promise<void> {
    if (!added.length && !removed.length) {
      return;
    }
    const size = Math.max(added.length, removed.length);
    for (let start = 0; start < size; start += MAX_DELTA_SIZE / 2) {
      const end = start + MAX_DELTA_SIZE / 2;
      await connection.applyMutation({
        type: 'delta',
        added: added.slice(start, end).map(entity => ({ entity })),
        removed: removed.slice(start, end).map(entityRef => ({ entityRef })),
      });
    }
    this.#options.logger.info(
      `Registry '${this.#options.registryId}': ${
        added.length
      } entities written, ${removed.length} withdrawn`,
    );
  }
}

function normaliseRef(ref: string): string {
  return stringifyEntityRef(parseEntityRef(ref));
}
