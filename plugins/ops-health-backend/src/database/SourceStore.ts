import type { Knex } from 'knex';
import type {
  ListJoinsQuery,
  SourceJoin,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  applyKeyset,
  columnText,
  encodeCursor,
  inChunks,
  type KeysetOrder,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { JoinedLabelSet } from '../joins/JoinTable';
import type { SourceStatus } from '../refresh/SourceStatus';
import { UNMAPPED } from '../state/deriveHealth';

const CHUNK = 100;
/** Each is a query. */
const MOST_WORDS = 5;
const LIKE = "search LIKE ? ESCAPE '\\'";

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

  /** Notes that somebody wants a source to be asked without waiting. */
  async askForRefresh(id: string, at: Date): Promise<void> {
    await this.#knex('ops_health_sources')
      .where({ id })
      .update({ refresh_asked_at: at });
  }

  /**
   * When each source was last asked; left out where somebody wants it to be
   * asked again.
   */
  async readLastAsked(): Promise<Map<string, number>> {
    const rows = await this.#knex('ops_health_sources').select(
      'id',
      'last_refresh_at',
      'refresh_asked_at',
    );
    return new Map(
      rows.flatMap(row => {
        const last = toDate(row.last_refresh_at)?.getTime();
        const wanted = toDate(row.refresh_asked_at)?.getTime() ?? 0;
        return last === undefined || wanted >= last ? [] : [[row.id, last]];
      }),
    );
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
        search: columnText(text.toLocaleLowerCase('en-US')),
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

  /**
   * Label sets of all sources that join nothing and have one of some words,
   * those with the first word first.
   */
  async findUnmatched(
    words: string[],
    limit: number,
  ): Promise<Array<{ sourceId: string; labels: Record<string, string> }>> {
    const found = new Map<
      string,
      { sourceId: string; labels: Record<string, string> }
    >();
    for (const word of words.slice(0, MOST_WORDS)) {
      if (found.size >= limit) {
        break;
      }
      const rows = await this.#knex('ops_health_label_sets')
        .where({ state: 'unmatched' })
        .andWhereRaw(LIKE, [like(word)])
        .orderBy(['source_id', 'position'])
        .limit(limit)
        .select('source_id', 'position', 'labels');
      for (const { source_id: sourceId, position, labels } of rows) {
        found.set(`${position} ${sourceId}`, {
          sourceId,
          labels: JSON.parse(labels),
        });
      }
    }
    return [...found.values()];
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
        builder.andWhereRaw(LIKE, [like(query.text)]);
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

function like(text: string): string {
  return `%${text.toLocaleLowerCase('en-US').replace(/[\\%_]/g, '\\$&')}%`;
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
