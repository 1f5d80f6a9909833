import type { Knex } from 'knex';
import type { z } from 'zod';
import {
  MODEL_HISTORY_KINDS,
  type listModelHistoryQuerySchema,
  type ListModelHistoryResponse,
  type ModelHistoryEntry,
  type ModelHistoryKind,
} from '@platform-ops/backstage-plugin-models-common';
import { applyModelCriteria, type ModelCriteria } from '../permissions/filters';
import {
  decodeHistoryCursor,
  encodeHistoryCursor,
  type HistoryPosition,
} from './historyCursor';
import { HISTORY_TABLES } from './historyTables';

type ListHistoryInput = z.output<typeof listModelHistoryQuerySchema>;

interface Found {
  position: HistoryPosition;
  entry: ModelHistoryEntry;
}

/**
 * Tells what changed of all models that a reader may see, of each kind from its
 * own table.
 */
export class HistoryQueries {
  readonly #knex: Knex;
  readonly #registryIds: string[];

  constructor(options: { knex: Knex; registryIds: string[] }) {
    this.#knex = options.knex;
    this.#registryIds = options.registryIds;
  }

  async list(
    input: ListHistoryInput,
    criteria: ModelCriteria,
  ): Promise<ListModelHistoryResponse> {
    const kinds = MODEL_HISTORY_KINDS.filter(
      kind => input.kind?.includes(kind) ?? true,
    );
    const found = await Promise.all(
      kinds.map(kind => this.#read(kind, input, criteria)),
    );
    // Sorting keeps the order within a kind, and of kinds at the same time.
    const sorted = found
      .flat()
      .sort((one, other) => other.position.at - one.position.at);
    const page = sorted.slice(0, input.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ entry }) => entry),
      nextCursor:
        sorted.length > input.limit && last
          ? encodeHistoryCursor(last.position)
          : undefined,
    };
  }

  async #read(
    kind: ModelHistoryKind,
    input: ListHistoryInput,
    criteria: ModelCriteria,
  ): Promise<Found[]> {
    const { table, columns, time, after, key, toEntry } = HISTORY_TABLES[kind];
    const at = `${table}.${time}`;
    const query = this.#knex(table)
      .join('models_models', 'models_models.id', `${table}.model_id`)
      .whereIn('models_models.registry_id', this.#registryIds)
      .whereNull('models_models.deleted_at')
      // What was there when first seen did not change.
      .whereNotNull(`${table}.${after}`)
      .orderBy([
        { column: at, order: 'desc' },
        { column: `${table}.${key}`, order: 'desc' },
      ])
      .limit(input.limit + 1)
      .select(
        ...columns.map(column => `${table}.${column}`),
        `${at} as seen_at`,
        `${table}.${key} as seen_key`,
        'models_models.entity_ref',
        'models_models.title',
      );
    applyModelCriteria(query, criteria);
    if (input.entityRef) {
      query.whereIn('models_models.entity_ref', input.entityRef);
    }
    if (input.from) {
      query.where(at, '>=', new Date(input.from));
    }
    if (input.to) {
      query.where(at, '<', new Date(input.to));
    }
    if (input.cursor) {
      startBehind(query, decodeHistoryCursor(input.cursor), {
        kind,
        at,
        key: `${table}.${key}`,
      });
    }
    const rows = await query;
    return rows.map(row => ({
      position: {
        at: new Date(row.seen_at).getTime(),
        kind,
        key: kind === 'version' ? row.seen_key : Number(row.seen_key),
      },
      entry: toEntry(row),
    }));
  }
}

/** Of one time, kinds come in their order. */
function startBehind(
  query: Knex.QueryBuilder,
  position: HistoryPosition,
  columns: { kind: ModelHistoryKind; at: string; key: string },
): void {
  const time = new Date(position.at);
  const order =
    MODEL_HISTORY_KINDS.indexOf(columns.kind) -
    MODEL_HISTORY_KINDS.indexOf(position.kind);
  query.where(columns.at, order < 0 ? '<' : '<=', time);
  if (order === 0) {
    query.where(builder =>
      builder
        .where(columns.at, '<', time)
        .orWhere(columns.key, '<', position.key),
    );
  }
}
