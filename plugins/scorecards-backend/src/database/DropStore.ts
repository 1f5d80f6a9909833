import type { Knex } from 'knex';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ClaimStore } from './ClaimStore';
import type { ScorecardChange } from './ScorecardStore';

const CHUNK = 500;
/** More than these wait for the next time. */
const MOST_READ = 5000;

/** A level that went down, and how it stands by now. */
export interface Drop {
  entityRef: string;
  frameworkId: string;
  fromLevel: string;
  since: Date;
  /** Later than that where the portal was away. */
  notedAt: Date;
  title?: string;
  owner?: string;
  /** The level now; null where none is reached, missing with the scorecard. */
  level?: string | null;
}

/**
 * Keeps levels that went down until somebody was told.
 */
export class DropStore {
  readonly #knex: Knex;
  readonly #claims: ClaimStore;

  constructor(knex: Knex, claims: ClaimStore) {
    this.#knex = knex;
    this.#claims = claims;
  }

  /**
   * Notes with the change itself what went down. What is in the table by then
   * decides, for another replica may have noted the same.
   */
  static async record(
    transaction: Knex,
    changes: ScorecardChange[],
    now: Date,
  ): Promise<void> {
    const dropped = new Map(
      changes
        .filter(({ droppedFrom }) => droppedFrom !== undefined)
        .map(change => [`${change.entityRef} ${change.frameworkId}`, change]),
    );
    const refs = new Set([...dropped.values()].map(change => change.entityRef));
    for (const chunk of inChunks([...refs], CHUNK)) {
      const rows = await transaction('scorecards_scorecards')
        .whereIn('entity_ref', chunk)
        .orderBy(['entity_ref', 'framework_id'])
        .forUpdate()
        .select('entity_ref', 'framework_id', 'level');
      const fallen = rows.flatMap(row => {
        const change = dropped.get(`${row.entity_ref} ${row.framework_id}`);
        return change?.droppedFrom === row.level
          ? [
              {
                entity_ref: row.entity_ref,
                framework_id: row.framework_id,
                from_level: row.level,
                since: change?.interval?.from ?? now,
                noted_at: now,
              },
            ]
          : [];
      });
      if (fallen.length > 0) {
        await transaction('scorecards_drops')
          .insert(fallen)
          .onConflict(['entity_ref', 'framework_id'])
          .ignore();
      }
    }
  }

  /** The oldest first. */
  async list(): Promise<Drop[]> {
    const rows = await this.#knex('scorecards_drops as d')
      .leftJoin('scorecards_scorecards as s', {
        's.entity_ref': 'd.entity_ref',
        's.framework_id': 'd.framework_id',
      })
      .leftJoin('scorecards_entities as e', 'e.entity_ref', 'd.entity_ref')
      .orderBy(['d.noted_at', 'd.entity_ref', 'd.framework_id'])
      .limit(MOST_READ)
      .select(
        'd.*',
        'e.title',
        'e.owner',
        's.level',
        's.entity_ref as scored_ref',
      );
    return rows.map(row => ({
      entityRef: row.entity_ref,
      frameworkId: row.framework_id,
      fromLevel: row.from_level,
      since: new Date(row.since),
      notedAt: new Date(row.noted_at),
      title: row.title ?? undefined,
      owner: row.owner ?? undefined,
      level: row.scored_ref === null ? undefined : row.level,
    }));
  }

  /** There is nothing to tell of these any more. */
  async remove(drops: Drop[]): Promise<void> {
    await this.#knex.transaction(async transaction => {
      for (const drop of drops) {
        await transaction('scorecards_drops').where(toRow(drop)).delete();
      }
    });
  }

  /**
   * Takes those of an owner away once they were told, unless another replica
   * does. Where that fails, or this process ends meanwhile, they stay.
   */
  async takeOnce(
    owner: string,
    drops: Drop[],
    tell: () => Promise<void>,
  ): Promise<void> {
    await this.#claims.run(`drops of ${owner}`, async () => {
      if (await this.#hasAll(drops)) {
        await tell();
        await this.remove(drops);
      }
    });
  }

  async #hasAll(drops: Drop[]): Promise<boolean> {
    const kept = new Set<string>();
    for (const chunk of inChunks(drops, CHUNK)) {
      const rows = await this.#knex('scorecards_drops')
        .whereIn(
          'entity_ref',
          chunk.map(({ entityRef }) => entityRef),
        )
        .select('entity_ref', 'framework_id', 'noted_at');
      rows.forEach(row =>
        kept.add(keyOf(row.entity_ref, row.framework_id, row.noted_at)),
      );
    }
    return drops.every(({ entityRef, frameworkId, notedAt }) =>
      kept.has(keyOf(entityRef, frameworkId, notedAt)),
    );
  }
}

function keyOf(
  entityRef: string,
  frameworkId: string,
  notedAt: Date | string | number,
): string {
  return `${entityRef} ${frameworkId} ${new Date(notedAt).getTime()}`;
}

function toRow({ entityRef, frameworkId, notedAt }: Drop) {
  return {
    entity_ref: entityRef,
    framework_id: frameworkId,
    noted_at: notedAt,
  };
}
