import type { Knex } from 'knex';
import {
  columnText,
  contentHash,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { RANKS, type ScorecardEntity } from '../entities/ScorecardEntity';
import { EventLoopBreaks } from '../evaluate/EventLoopBreaks';
import { DueStore } from './DueStore';
import { closeIntervals } from './closeIntervals';
import { inTransaction } from './inTransaction';

const CHUNK = 500;

/**
 * Keeps what scorecards need to know of the catalog's entities.
 */
export class EntityStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Makes these all that there are; what is new or different is due.
   *
   * @returns the kinds of which there are new ones.
   */
  async replaceAll(
    entities: Iterable<ScorecardEntity>,
    now: Date,
  ): Promise<Set<string>> {
    const known = new Map<string, Above & { hash: string }>(
      (
        await this.#knex('scorecards_entities as e')
          .join('scorecards_due as d', 'd.entity_ref', 'e.entity_ref')
          .select('e.entity_ref', 'e.hash', 'e.is_cluster', 'd.rank')
      ).map(row => [row.entity_ref, row]),
    );
    const rows: Array<ReturnType<typeof toRow>> = [];
    const ranks = new Map<string, number>();
    const breaks = new EventLoopBreaks();
    for (const entity of entities) {
      rows.push(toRow(entity));
      ranks.set(entity.ref, entity.rank);
      await breaks.offer();
    }
    const changed = rows.filter(
      row => known.get(row.entity_ref)?.hash !== row.hash,
    );
    const added = new Set(
      changed.filter(row => !known.has(row.entity_ref)).map(row => row.kind),
    );
    rows.forEach(row => known.delete(row.entity_ref));
    const gone = [...known.keys()];
    for (const chunk of inChunks(changed, CHUNK)) {
      await inTransaction(this.#knex, async transaction => {
        await transaction('scorecards_entities')
          .insert(chunk)
          .onConflict('entity_ref')
          .merge();
        await transaction('scorecards_due')
          .insert(
            chunk.map(row => ({
              entity_ref: row.entity_ref,
              rank: ranks.get(row.entity_ref),
              due_at: now,
              changes: 0,
            })),
          )
          .onConflict('entity_ref')
          .merge(['rank']);
        await DueStore.markRefs(
          transaction,
          chunk.map(row => row.entity_ref),
          now,
        );
        for (const row of chunk) {
          const { entity_ref, is_cluster } = row;
          const rank = ranks.get(entity_ref)!;
          await markBelow(transaction, { entity_ref, is_cluster, rank }, now);
        }
      });
    }
    for (const chunk of inChunks(gone, CHUNK)) {
      await inTransaction(this.#knex, async transaction => {
        await DueStore.lock(transaction, chunk);
        await closeIntervals(transaction, chunk, now);
        for (const table of ['entities', 'due', 'facts', 'scorecards']) {
          await transaction(`scorecards_${table}`)
            .whereIn('entity_ref', chunk)
            .delete();
        }
        for (const ref of chunk) {
          await markBelow(transaction, known.get(ref)!, now);
        }
      });
    }
    return added;
  }

  async count(): Promise<number> {
    const row = await this.#knex('scorecards_entities')
      .count({ count: '*' })
      .first();
    return Number(row?.count);
  }

  async findKnown(entityRefs: string[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (const chunk of inChunks(entityRefs, CHUNK)) {
      const refs: string[] = await this.#knex('scorecards_entities')
        .whereIn('entity_ref', chunk)
        .pluck('entity_ref');
      refs.forEach(ref => known.add(ref));
    }
    return known;
  }

  /** Refs of what any of these users and groups owns, or is. */
  async listOwnedBy(ownershipRefs: string[]): Promise<string[]> {
    return this.#knex('scorecards_entities')
      .whereIn('owner', ownershipRefs)
      .orWhereIn('entity_ref', ownershipRefs)
      .orderBy('entity_ref')
      .pluck('entity_ref');
  }

  /** The refs of all of some kinds, in their order. */
  async refsOf(kinds: string[]): Promise<string[]> {
    return this.#knex('scorecards_entities')
      .whereIn(
        this.#knex.raw('lower(kind)') as never,
        kinds.map(kind => kind.toLocaleLowerCase('en-US')),
      )
      .orderBy('entity_ref')
      .pluck('entity_ref');
  }

  async get(entityRef: string): Promise<ScorecardEntity | undefined> {
    return (await this.getMany([entityRef])).get(entityRef);
  }

  async getMany(entityRefs: string[]): Promise<Map<string, ScorecardEntity>> {
    const rows = await this.#knex('scorecards_entities as e')
      .join('scorecards_due as d', 'd.entity_ref', 'e.entity_ref')
      .whereIn('e.entity_ref', entityRefs)
      .select('e.*', 'd.rank');
    return new Map(
      rows.map(row => [
        row.entity_ref,
        {
          ref: row.entity_ref,
          kind: row.kind,
          title: row.title,
          owner: row.owner ?? undefined,
          system: row.system ?? undefined,
          clusters: JSON.parse(row.clusters),
          isCluster: Boolean(row.is_cluster),
          rank: row.rank,
        },
      ]),
    );
  }
}

function toRow(entity: ScorecardEntity) {
  const title = columnText(entity.title);
  return {
    entity_ref: entity.ref,
    hash: contentHash(entity),
    kind: entity.kind,
    title,
    sort_title: title.toLocaleLowerCase('en-US'),
    search: `${title} ${entity.ref}`.toLocaleLowerCase('en-US'),
    owner: entity.owner ?? null,
    system: entity.system ?? null,
    clusters: JSON.stringify(entity.clusters),
    is_cluster: entity.isCluster,
  };
}

/** What others may inherit from. */
interface Above {
  entity_ref: string;
  is_cluster: boolean;
  rank: number;
}

async function markBelow(
  transaction: Knex,
  { entity_ref: ref, is_cluster: isCluster, rank }: Above,
  now: Date,
): Promise<void> {
  if (rank < RANKS.entity) {
    const isOrganisation = rank === RANKS.organisation;
    await DueStore.markBelow(
      transaction,
      { ref, isCluster: Boolean(isCluster), isOrganisation },
      now,
    );
  }
}
