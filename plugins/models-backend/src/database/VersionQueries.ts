import type { Knex } from 'knex';
import type { z } from 'zod';
import type {
  listStageHistoryQuerySchema,
  ListStageHistoryResponse,
  listVersionsQuerySchema,
  ListVersionsResponse,
  Model,
  ModelVersion,
} from '@platform-ops/backstage-plugin-models-common';
import {
  applyKeyset,
  encodeCursor,
  isPostgres,
  type KeysetOrder,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { toModelVersion, toStageChange } from './mapVersions';
import type { StageChangeRow, VersionRow } from './rows';

type ListVersionsInput = z.output<typeof listVersionsQuerySchema>;
type ListStageHistoryInput = z.output<typeof listStageHistoryQuerySchema>;
type OwningModel = Pick<Model, 'id' | 'registryId'>;

/**
 * Answers readers' questions about the versions of a model that they may see.
 */
export class VersionQueries {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(
    model: OwningModel,
    input: ListVersionsInput,
  ): Promise<ListVersionsResponse> {
    const filtered = () => this.#filtered(model.id, input);
    const order = this.#orderBy(input.sort, input.order);
    const page = filtered()
      .select('models_versions.*')
      .limit(input.limit + 1);
    applyKeyset(page, this.#knex, order, input.cursor);
    const [rows, [{ total }]] = await Promise.all([
      page as Promise<Array<VersionRow & { keyset_value: string | number }>>,
      filtered().count({ total: '*' }) as Promise<Array<{ total: number }>>,
    ]);
    const items = rows.slice(0, input.limit);
    const last = items.at(-1);
    return {
      items: items.map(row => toModelVersion(row, model.registryId)),
      totalItems: Number(total),
      nextCursor:
        rows.length > input.limit && last
          ? encodeCursor(order, last.keyset_value, last.id)
          : undefined,
    };
  }

  async get(
    model: OwningModel,
    versionId: string,
  ): Promise<ModelVersion | undefined> {
    const row = await this.#knex<VersionRow>('models_versions')
      .where({ model_id: model.id, id: versionId })
      .first();
    return row && toModelVersion(row, model.registryId);
  }

  /**
   * By the names that the registry gave them, deleted ones included; undefined
   * where there is none.
   */
  async getByNames(
    model: OwningModel,
    names: string[],
  ): Promise<Array<ModelVersion | undefined>> {
    const rows = await this.#knex<VersionRow>('models_versions')
      .where({ model_id: model.id })
      .whereIn('version', names);
    const byName = new Map(
      rows.map(row => [row.version, toModelVersion(row, model.registryId)]),
    );
    return names.map(name => byName.get(name));
  }

  /**
   * Newest first.
   */
  async listStageHistory(
    model: OwningModel,
    input: ListStageHistoryInput,
  ): Promise<ListStageHistoryResponse> {
    const order: KeysetOrder = {
      expression: 'sequence',
      order: 'desc',
      numeric: true,
      id: 'version_id',
    };
    const page = this.#knex('models_stage_changes')
      .where({ model_id: model.id })
      .select('models_stage_changes.*')
      .limit(input.limit + 1);
    if (input.versionId) {
      page.where({ version_id: input.versionId });
    }
    applyKeyset(page, this.#knex, order, input.cursor);
    const rows: StageChangeRow[] = await page;
    const items = rows.slice(0, input.limit);
    const last = items.at(-1);
    return {
      items: items.map(toStageChange),
      nextCursor:
        rows.length > input.limit && last
          ? encodeCursor(order, Number(last.sequence), last.version_id)
          : undefined,
    };
  }

  #filtered(modelId: string, input: ListVersionsInput): Knex.QueryBuilder {
    const query = this.#knex('models_versions')
      .where({ model_id: modelId })
      .whereNull('deleted_at');
    for (const word of (input.query ?? '').toLowerCase().split(/\s+/)) {
      if (word) {
        const pattern = `%${word.replace(/[!%_]/g, '!$&')}%`;
        query.whereRaw(
          `(search_text LIKE ? ESCAPE '!' OR LOWER(aliases) LIKE ? ESCAPE '!' OR LOWER(created_by) LIKE ? ESCAPE '!')`,
          [pattern, pattern, pattern],
        );
      }
    }
    const { stage, version } = input;
    if (version) {
      query.whereIn('version', version);
    }
    if (stage) {
      query.where(builder => {
        builder.whereIn(
          'stage',
          stage.filter(item => item !== 'none'),
        );
        if (stage.includes('none')) {
          builder.orWhereNull('stage');
        }
      });
    }
    return query;
  }

  #orderBy(
    sort: ListVersionsInput['sort'],
    order: 'asc' | 'desc',
  ): KeysetOrder {
    const createdAt = isPostgres(this.#knex)
      ? `COALESCE(EXTRACT(EPOCH FROM created_at) * 1000, 0)::bigint`
      : 'COALESCE(created_at, 0)';
    const expressions = {
      version: 'sort_version',
      createdAt,
      stage: 'stage_rank',
    };
    return {
      expression: expressions[sort],
      order,
      numeric: sort !== 'version',
      id: 'models_versions.id',
    };
  }
}
