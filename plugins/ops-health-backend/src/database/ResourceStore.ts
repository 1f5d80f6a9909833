import type { Knex } from 'knex';
import type { ObservedResource } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  columnText,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';

const CHUNK = 50;

/**
 * A resource as it was last seen, and whose it is.
 */
export interface StoredResource {
  sourceId: string;
  resource: ObservedResource;
  /** Missing where nobody mapped it. */
  environment?: string;
  entityRefs: string[];
  /** Since when it is not ready; missing while it is. */
  unreadySince?: Date;
  seenAt: Date;
}

export interface ResourceRow {
  source_id: string;
  environment: string | null;
  entity_refs: string;
  resource: string;
  unready_since: Date | string | number | null;
  seen_at: Date | string | number;
}

/**
 * Keeps what condition sources last saw.
 */
export class ResourceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<StoredResource[]> {
    return (await this.#knex('ops_health_resources').select()).map(toResource);
  }

  /** Those of one entity. */
  async listFor(entityRef: string): Promise<StoredResource[]> {
    const rows = await this.#knex('ops_health_resources')
      .where('entity_refs', 'like', `%${JSON.stringify(entityRef)}%`)
      .select();
    return rows
      .map(toResource)
      .filter(({ entityRefs }) => entityRefs.includes(entityRef));
  }

  /** When something that runs for an entity was seen last by each source. */
  async readTimes(): Promise<
    Array<{ entityRef: string; sourceId: string; observedAt: number }>
  > {
    const rows: Array<
      Pick<ResourceRow, 'source_id' | 'entity_refs' | 'seen_at'>
    > = await this.#knex('ops_health_resources')
      .select('source_id', 'entity_refs')
      .max({ seen_at: 'seen_at' })
      .groupBy('source_id', 'entity_refs');
    return rows.flatMap(row =>
      JSON.parse(row.entity_refs).map((entityRef: string) => ({
        entityRef,
        sourceId: row.source_id,
        observedAt: new Date(row.seen_at).getTime(),
      })),
    );
  }

  async listOf(sourceId: string): Promise<StoredResource[]> {
    const rows = await this.#knex('ops_health_resources')
      .where({ source_id: sourceId })
      .select();
    return rows.map(toResource);
  }

  /**
   * @param gone - Ids of those that are not there any more.
   */
  async save(
    sourceId: string,
    resources: StoredResource[],
    gone: string[],
  ): Promise<void> {
    await this.#knex.transaction(async transaction => {
      for (const chunk of inChunks(resources, CHUNK)) {
        await transaction('ops_health_resources')
          .insert(chunk.map(toRow))
          .onConflict(['source_id', 'resource_id'])
          .merge();
      }
      for (const chunk of inChunks(gone, CHUNK)) {
        await transaction('ops_health_resources')
          .where({ source_id: sourceId })
          .whereIn('resource_id', chunk)
          .delete();
      }
    });
  }

  async keepSources(sourceIds: string[]): Promise<void> {
    await this.#knex('ops_health_resources')
      .whereNotIn('source_id', sourceIds)
      .delete();
  }
}

function toRow(stored: StoredResource) {
  return {
    source_id: stored.sourceId,
    resource_id: stored.resource.id,
    environment: stored.environment ?? null,
    entity_refs: JSON.stringify(stored.entityRefs),
    resource: columnText(JSON.stringify(stored.resource)),
    unready_since: stored.unreadySince ?? null,
    seen_at: stored.seenAt,
  };
}

export function toResource(row: ResourceRow): StoredResource {
  const resource = JSON.parse(row.resource);
  return {
    sourceId: row.source_id,
    resource: {
      ...resource,
      since: resource.since && new Date(resource.since),
    },
    environment: row.environment ?? undefined,
    entityRefs: JSON.parse(row.entity_refs),
    unreadySince:
      row.unready_since === null ? undefined : new Date(row.unready_since),
    seenAt: new Date(row.seen_at),
  };
}
