import type { Knex } from 'knex';
import type { z } from 'zod';
import type {
  ListModelsResponse,
  listModelsQuerySchema,
  Model,
  ModelFacetsResponse,
  ModelFilter,
  ModelSummary,
} from '@platform-ops/backstage-plugin-models-common';
import {
  applyKeyset,
  encodeCursor,
  isPostgres,
  type KeysetOrder,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { applyModelCriteria, type ModelCriteria } from '../permissions/filters';
import { splitRegistryRef } from '../services/registryRefs';
import { toModel, toModelSummary, type RegistryFreshness } from './mapModels';
import type { ModelRow } from './rows';

type ListModelsInput = z.output<typeof listModelsQuerySchema>;
type SortField = ListModelsInput['sort'];

const FACETS = [
  'stage',
  'task',
  'framework',
  'owner',
  'system',
  'riskTier',
  'license',
  'registry',
  'stale',
] as const;

type Facet = (typeof FACETS)[number];

const COLUMN_BY_FACET: Partial<Record<Facet, string>> = {
  task: 'task',
  framework: 'framework',
  owner: 'owner',
  system: 'system',
  riskTier: 'risk_tier',
  license: 'license',
  registry: 'registry_id',
};

const MAX_FACET_VALUES = 100;

/**
 * Answers readers' questions about models. Only models of configured
 * registries exist for it, and each answer is narrowed by the reader's
 * criteria in SQL.
 */
export class ModelQueries {
  readonly #knex: Knex;
  readonly #registryIds: string[];
  readonly #freshness: () => Promise<Map<string, RegistryFreshness>>;

  constructor(options: {
    knex: Knex;
    registryIds: string[];
    freshness: () => Promise<Map<string, RegistryFreshness>>;
  }) {
    this.#knex = options.knex;
    this.#registryIds = options.registryIds;
    this.#freshness = options.freshness;
  }

  async list(
    input: ListModelsInput,
    criteria: ModelCriteria,
  ): Promise<ListModelsResponse> {
    const freshness = await this.#freshness();
    const filtered = () => this.#filtered(input, criteria, freshness);
    const order = this.#orderBy(input.sort, input.order);
    const page = filtered()
      .select('models_models.*')
      .limit(input.limit + 1);
    applyKeyset(page, this.#knex, order, input.cursor);
    const [rows, [{ total }]] = await Promise.all([
      page as Promise<Array<ModelRow & { keyset_value: string | number }>>,
      filtered().count({ total: '*' }) as Promise<Array<{ total: number }>>,
    ]);
    const items = rows.slice(0, input.limit);
    const last = items.at(-1);
    return {
      items: items.map(row => this.#toSummary(row, freshness)),
      totalItems: Number(total),
      nextCursor:
        rows.length > input.limit && last
          ? encodeCursor(order, last.keyset_value, last.id)
          : undefined,
    };
  }

  async facets(
    filter: ModelFilter,
    criteria: ModelCriteria,
  ): Promise<ModelFacetsResponse> {
    const freshness = await this.#freshness();
    const entries = await Promise.all(
      FACETS.map(async facet => [
        facet,
        await this.#countFacet(
          facet,
          this.#filtered(
            { ...filter, [facet]: undefined },
            criteria,
            freshness,
          ),
          freshness,
        ),
      ]),
    );
    return Object.fromEntries(entries);
  }

  async get(id: string, criteria: ModelCriteria): Promise<Model | undefined> {
    const freshness = await this.#freshness();
    const row = await this.#visible(criteria)
      .where('models_models.id', id)
      .first();
    return row && toModel(row, this.#freshnessOf(row, freshness));
  }

  /**
   * Whether the model exists for anybody.
   */
  async exists(id: string): Promise<boolean> {
    return (
      (await this.#visible(undefined).where({ id }).first('id')) !== undefined
    );
  }

  /**
   * In the order of the refs; undefined where there is none to be seen.
   */
  async getByRefs(
    entityRefs: string[],
    criteria: ModelCriteria,
  ): Promise<Array<ModelSummary | undefined>> {
    const freshness = await this.#freshness();
    const refs = entityRefs.map(ref => ref.toLocaleLowerCase('en-US'));
    const rows: ModelRow[] = await this.#visible(criteria).whereIn(
      'entity_ref',
      refs,
    );
    const byRef = new Map(rows.map(row => [row.entity_ref, row]));
    return refs.map(ref => {
      const row = byRef.get(ref);
      return row && this.#toSummary(row, freshness);
    });
  }

  #toSummary(
    row: ModelRow,
    freshness: Map<string, RegistryFreshness>,
  ): ModelSummary {
    return toModelSummary(row, this.#freshnessOf(row, freshness));
  }

  #freshnessOf(
    row: ModelRow,
    freshness: Map<string, RegistryFreshness>,
  ): RegistryFreshness {
    return (
      freshness.get(row.registry_id) ?? { lastSyncedAt: null, stale: false }
    );
  }

  #visible(criteria: ModelCriteria): Knex.QueryBuilder {
    const query = this.#knex('models_models')
      .whereIn('registry_id', this.#registryIds)
      .whereNull('deleted_at');
    applyModelCriteria(query, criteria);
    return query;
  }

  #filtered(
    filter: ModelFilter,
    criteria: ModelCriteria,
    freshness: Map<string, RegistryFreshness>,
  ): Knex.QueryBuilder {
    const query = this.#visible(criteria);
    for (const word of (filter.query ?? '').toLowerCase().split(/\s+/)) {
      if (word) {
        query.whereRaw(`search_text LIKE ? ESCAPE '!'`, [
          `%${word.replace(/[!%_]/g, '!$&')}%`,
        ]);
      }
    }
    if (filter.entityRef) {
      query.whereIn(
        'entity_ref',
        filter.entityRef.map(ref => ref.toLocaleLowerCase('en-US')),
      );
    }
    if (filter.registryRef) {
      query.whereIn(
        ['registry_id', 'native_name'],
        filter.registryRef
          .map(splitRegistryRef)
          .filter(pair => pair !== undefined),
      );
    }
    for (const [facet, column] of Object.entries(COLUMN_BY_FACET)) {
      addAlternatives(query, column, filter[facet as keyof ModelFilter]);
    }
    addWordSet(query, 'stages', filter.stage);
    addWordSet(query, 'data_classification', filter.dataClassification);
    if (filter.stale) {
      const stale = [...freshness].filter(([, item]) => item.stale);
      query[filter.stale === 'true' ? 'whereIn' : 'whereNotIn'](
        'registry_id',
        stale.map(([id]) => id),
      );
    }
    return query;
  }

  #orderBy(sort: SortField, order: 'asc' | 'desc'): KeysetOrder {
    const expressions: Record<SortField, string> = {
      title: 'sort_title',
      updatedAt: isPostgres(this.#knex)
        ? `COALESCE(EXTRACT(EPOCH FROM updated_at) * 1000, 0)::bigint`
        : 'COALESCE(updated_at, 0)',
      stage: 'stage_rank',
      riskTier: 'risk_rank',
      // Digits come in this order in every collation.
      owner: `COALESCE('0' || owner, '1')`,
      versionCount: 'version_count',
    };
    return {
      expression: expressions[sort],
      order,
      numeric: !['title', 'owner'].includes(sort),
      id: 'models_models.id',
    };
  }

  async #countFacet(
    facet: Facet,
    query: Knex.QueryBuilder,
    freshness: Map<string, RegistryFreshness>,
  ): Promise<Array<{ value: string; count: number }>> {
    const column = facet === 'stage' ? 'stages' : COLUMN_BY_FACET[facet];
    const rows: Array<{ value: string | null; count: number }> = await query
      .groupBy(column ?? 'registry_id')
      .select({ value: column ?? 'registry_id' })
      .count({ count: '*' });
    const counts = new Map<string, number>();
    for (const row of rows) {
      for (const value of facetValues(facet, row.value, freshness)) {
        counts.set(value, (counts.get(value) ?? 0) + Number(row.count));
      }
    }
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, MAX_FACET_VALUES);
  }
}

function facetValues(
  facet: Facet,
  value: string | null,
  freshness: Map<string, RegistryFreshness>,
): string[] {
  if (facet === 'stage') {
    const stages = (value ?? '').split('|').filter(Boolean);
    return stages.length ? stages : ['none'];
  }
  if (facet === 'stale') {
    return [String(freshness.get(value ?? '')?.stale ?? false)];
  }
  return [value ?? 'none'];
}

function addAlternatives(
  query: Knex.QueryBuilder,
  column: string,
  values: unknown,
): void {
  if (!Array.isArray(values)) {
    return;
  }
  query.where(builder => {
    // A registry may also hold the word "none", and facets count both as one.
    builder.whereIn(column, values);
    if (values.includes('none')) {
      builder.orWhereNull(column);
    }
  });
}

function addWordSet(
  query: Knex.QueryBuilder,
  column: string,
  values: string[] | undefined,
): void {
  if (!values) {
    return;
  }
  query.where(builder => {
    for (const value of values) {
      if (value === 'none') {
        builder.orWhere(column, '');
      } else {
        builder.orWhere(column, 'like', `%|${value}|%`);
      }
    }
  });
}
