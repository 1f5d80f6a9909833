import type { Knex } from 'knex';
import type {
  ListJoinsQuery,
  SourceJoin,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  applyKeyset,
  encodeCursor,
  inChunks,
  type KeysetOrder,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { JoinedLabelSet } from '../joins/JoinTable';
import type { SourceStatus } from '../refresh/SourceStatus';
import { UNMAPPED } from '../state/deriveHealth';

const CHUNK = 100;

const ORDER: KeysetOrder = {
  expression: 'position',
  order: 'asc',
  numeric: true,
  id: 'source_id',
};

/** What needs a person comes first. */
const STATES = ['ambiguous', 'unmatched', 'matched'];

interface LabelSetRow {
  state: SourceJoin['state'];
  rule: string;
  labels: string;
  environment: string | null;
  entity_refs: string;
  seen_at: Date | string | number;
}

/**
 * Keeps how sources stand and what their label sets join.
 */
export class SourceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async saveStatus(
    id: string,
    at: Date,
    status: SourceStatus,
    succeeded: boolean,
  ): Promise<void> {
    const row = {
      id,
      last_refresh_at: at,
      status: JSON.stringify(status),
      ...(succeeded && { last_success_at: at }),
    };
    await this.#knex('ops_health_sources')
      .insert(row)
      .onConflict('id')
      .merge(Object.keys(row));
  }

  /**
   * Forgets sources that are no longer configured.
   */
  async keepSources(sourceIds: string[]): Promise<void> {
    await this.#knex('ops_health_label_sets')
      .whereNotIn('source_id', sourceIds)
      .delete();
    await this.#knex('ops_health_sources').whereNotIn('id', sourceIds).delete();
  }

  async readStatuses(): Promise<
    Map<
      string,
      { status: SourceStatus; lastRefreshAt?: Date; lastSuccessAt?: Date }
    >
  > {
    const rows = await this.#knex('ops_health_sources').select();
    return new Map(
      rows.map(row => [
        row.id,
        {
          status: JSON.parse(row.status),
          lastRefreshAt: toDate(row.last_refresh_at),
          lastSuccessAt: toDate(row.last_success_at),
        },
      ]),
    );
  }

  async saveLabelSets(
    sourceId: string,
    labelSets: JoinedLabelSet[],
    at: Date,
  ): Promise<void> {
    const rows = labelSets
      .map(labelSet => ({ labelSet, text: textOf(labelSet) }))
      .sort(
        (a, b) =>
          STATES.indexOf(a.labelSet.state) - STATES.indexOf(b.labelSet.state) ||
          (a.text < b.text ? -1 : 1),
      )
      .map(({ labelSet, text }, position) => ({
        source_id: sourceId,
        position,
        state: labelSet.state,
        rule: labelSet.rule,
        labels: JSON.stringify(labelSet.labels),
        search: text.toLocaleLowerCase('en-US'),
        environment: labelSet.environment ?? null,
        entity_refs: JSON.stringify(labelSet.entityRefs),
        seen_at: at,
      }));
    await this.#knex.transaction(async transaction => {
      await transaction('ops_health_label_sets')
        .where({ source_id: sourceId })
        .delete();
      for (const chunk of inChunks(rows, CHUNK)) {
        await transaction('ops_health_label_sets').insert(chunk);
      }
    });
  }

  async listLabelSets(
    sourceId: string,
    query: Required<Pick<ListJoinsQuery, 'limit'>> & ListJoinsQuery,
  ): Promise<{ items: SourceJoin[]; totalItems: number; nextCursor?: string }> {
    const matching = () => {
      const builder = this.#knex('ops_health_label_sets').where({
        source_id: sourceId,
      });
      if (query.state) {
        builder.andWhere({ state: query.state });
      }
      if (query.text) {
        const text = query.text.toLocaleLowerCase('en-US');
        builder.andWhereRaw("search LIKE ? ESCAPE '\\'", [
          `%${text.replace(/[\\%_]/g, '\\$&')}%`,
        ]);
      }
      return builder;
    };
    const limit = Number(query.limit);
    const page = matching()
      .select('*')
      .limit(limit + 1);
    applyKeyset(page, this.#knex, ORDER, query.cursor);
    const [rows, [{ count }]] = await Promise.all([
      page,
      matching().count({ count: '*' }),
    ]);
    const shown = rows.slice(0, limit);
    const last = shown[shown.length - 1];
    return {
      items: shown.map(toJoin),
      totalItems: Number(count),
      ...(rows.length > limit && {
        nextCursor: encodeCursor(ORDER, last.position, last.source_id),
      }),
    };
  }
}

function textOf({ labels, entityRefs }: JoinedLabelSet): string {
  return [
    ...Object.keys(labels)
      .sort()
      .map(name => `${name}=${labels[name]}`),
    ...entityRefs,
  ].join(' ');
}

function toJoin(row: LabelSetRow): SourceJoin {
  return {
    state: row.state,
    rule: row.rule,
    labels: JSON.parse(row.labels),
    environment: row.environment ?? UNMAPPED,
    unmapped: row.environment === null,
    entityRefs: JSON.parse(row.entity_refs),
    seenAt: new Date(row.seen_at).toISOString(),
  };
}

function toDate(value: Date | string | number | null): Date | undefined {
  return value === null ? undefined : new Date(value);
}
