import type { Knex } from 'knex';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';

const CHUNK = 1000;

/** An entity that is to be evaluated. */
export interface DueEntity {
  entityRef: string;
  rank: number;
  dueAt: Date;
  /** How often there was a reason so far. */
  changes: number;
  /** Missing for one that never was. */
  evaluatedAt?: Date;
}

/**
 * Knows when each entity is to be evaluated again.
 */
export class DueStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The first that are due, all of one rank: those above before others. */
  async next(now: Date, most: number): Promise<DueEntity[]> {
    const due = () =>
      this.#knex('scorecards_due').where('due_at', '<=', now).limit(most);
    const first = await due().orderBy('rank').first('rank');
    if (!first) {
      return [];
    }
    const rows = await due()
      .where({ rank: first.rank })
      .orderBy('due_at')
      .select('*');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      rank: row.rank,
      dueAt: new Date(row.due_at),
      changes: row.changes,
      evaluatedAt:
        row.evaluated_at === null ? undefined : new Date(row.evaluated_at),
    }));
  }

  async markAll(now: Date): Promise<void> {
    await mark(this.#knex('scorecards_due'), this.#knex, now);
  }

  /**
   * Until the end of the transaction nobody else notes anything of these: all
   * take them in one order.
   *
   * @returns when each was evaluated last, as far as there are such.
   */
  static async lock(
    transaction: Knex,
    entityRefs: string[],
  ): Promise<Map<string, Date | undefined>> {
    const evaluatedAt = new Map<string, Date | undefined>();
    for (const chunk of inChunks([...entityRefs].sort(), CHUNK)) {
      const rows = await transaction('scorecards_due')
        .whereIn('entity_ref', chunk)
        .orderBy('entity_ref')
        .forUpdate()
        .select('entity_ref', 'evaluated_at');
      rows.forEach(row =>
        evaluatedAt.set(
          row.entity_ref,
          row.evaluated_at === null ? undefined : new Date(row.evaluated_at),
        ),
      );
    }
    return evaluatedAt;
  }

  /** When something is known that may change what is said of these. */
  static async markRefs(
    transaction: Knex,
    entityRefs: string[],
    now: Date,
  ): Promise<void> {
    for (const chunk of inChunks(entityRefs, CHUNK)) {
      await mark(
        transaction('scorecards_due').whereIn('entity_ref', chunk),
        transaction,
        now,
      );
    }
  }

  /** The same for all that inherit from an entity. */
  static async markBelow(
    transaction: Knex,
    above: { ref: string; isOrganisation: boolean; isCluster: boolean },
    now: Date,
  ): Promise<void> {
    const below = transaction('scorecards_due').whereNot({
      entity_ref: above.ref,
    });
    if (!above.isOrganisation) {
      const inheriting = transaction('scorecards_entities').select(
        'entity_ref',
      );
      below.whereIn(
        'entity_ref',
        above.isCluster
          ? inheriting.whereLike('clusters', `%${JSON.stringify(above.ref)}%`)
          : inheriting.where({ system: above.ref }),
      );
    }
    await mark(below, transaction, now);
  }

  /**
   * Notes when they are due next; those that there was a reason for meanwhile
   * are due at once.
   */
  static async settle(
    transaction: Knex,
    entities: Array<{ due: DueEntity; nextAt: Date; evaluatedAt: Date }>,
  ): Promise<void> {
    for (const chunk of inChunks(entities, CHUNK)) {
      await transaction('scorecards_due')
        .insert(
          chunk.map(({ due, nextAt, evaluatedAt }) => ({
            entity_ref: due.entityRef,
            rank: due.rank,
            due_at: nextAt,
            changes: due.changes,
            evaluated_at: evaluatedAt,
          })),
        )
        .onConflict('entity_ref')
        .merge({
          evaluated_at: transaction.ref('excluded.evaluated_at'),
          due_at: transaction.raw(
            'CASE WHEN scorecards_due.changes = excluded.changes THEN excluded.due_at ELSE excluded.evaluated_at END',
          ),
        });
    }
  }
}

/** What was due before stays due since then: it tells how late it is. */
async function mark(
  query: Knex.QueryBuilder,
  knex: Knex,
  now: Date,
): Promise<void> {
  await query.update({
    changes: knex.raw('changes + 1'),
    due_at: knex.raw('CASE WHEN due_at < ? THEN due_at ELSE ? END', [now, now]),
  });
}
