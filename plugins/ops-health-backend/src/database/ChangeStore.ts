import type { Knex } from 'knex';
import {
  columnText,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';

const CHUNK = 100;

/**
 * Something that changed about an entity and may be why its health did.
 */
export interface StoredChange {
  entityRef: string;
  at: Date;
  kind: 'deployment' | 'config';
  /** A sentence without its end. */
  text: string;
  environment?: string;
  sourceId?: string;
}

/**
 * Keeps what changed.
 */
export class ChangeStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async add(changes: StoredChange[]): Promise<void> {
    for (const chunk of inChunks(changes, CHUNK)) {
      await this.#knex('ops_health_changes').insert(
        chunk.map(change => ({
          entity_ref: change.entityRef,
          at: change.at,
          kind: change.kind,
          text: columnText(change.text),
          environment: change.environment ?? null,
          source_id: change.sourceId ?? null,
        })),
      );
    }
  }

  /** Newest first. */
  async list(options: {
    since: Date;
    until: Date;
    entityRef?: string;
    limit: number;
  }): Promise<StoredChange[]> {
    const query = this.#knex('ops_health_changes')
      .where('at', '>=', options.since)
      .andWhere('at', '<', options.until)
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(options.limit);
    if (options.entityRef) {
      query.andWhere({ entity_ref: options.entityRef });
    }
    return (await query).map(row => ({
      entityRef: row.entity_ref,
      at: new Date(row.at),
      kind: row.kind,
      text: row.text,
      environment: row.environment ?? undefined,
      sourceId: row.source_id ?? undefined,
    }));
  }

  async prune(before: Date): Promise<void> {
    await this.#knex('ops_health_changes').where('at', '<', before).delete();
  }
}
