import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import {
  canonicalJson,
  columnText,
  inChunks,
  type StoredTime,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Fact } from '@platform-ops/scorecards';
import { DueStore } from './DueStore';
import { inTransaction } from './inTransaction';

const CHUNK = 500;

/** A fact with all that an auditor asks of it. */
export interface StoredFact extends Fact {
  entityRef: string;
  /** `sha256:…` of the canonical JSON of the value. */
  hash: string;
  /** From then on there always was one that had not expired. */
  knownSince: Date;
  collector: { id: string; version: string };
  source: string;
  query: string;
  population: number;
}

/** One that is to be kept. */
export type NewFact = Omit<StoredFact, 'hash' | 'knownSince'>;

interface FactRow {
  entity_ref: string;
  type: string;
  collector_id: string;
  collector_version: string;
  value: string;
  hash: string;
  collected_at: StoredTime;
  expires_at: StoredTime;
  known_since: StoredTime;
  source: string;
  query: string;
  population: number;
}

/**
 * Keeps the last fact of each type of each entity.
 */
export class FactStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Entities of which something else is known than before are due.
   *
   * @returns refs of facts' entities that there are none of.
   */
  async put(facts: NewFact[], now: Date): Promise<string[]> {
    const strangers: string[] = [];
    for (const chunk of inChunks(withoutDoubles(facts), CHUNK)) {
      strangers.push(
        ...(await inTransaction(this.#knex, transaction =>
          putChunk(transaction, chunk, now),
        )),
      );
    }
    return strangers;
  }

  /** Entities of which something was known are due. */
  async forget(
    facts: Array<Pick<NewFact, 'entityRef' | 'type'>>,
    now: Date,
  ): Promise<void> {
    for (const chunk of inChunks(facts, CHUNK)) {
      const known = await this.#knex('scorecards_facts')
        .whereIn(
          ['entity_ref', 'type'],
          chunk.map(({ entityRef, type }) => [entityRef, type]),
        )
        .select('entity_ref', 'type');
      if (known.length === 0) {
        continue;
      }
      await inTransaction(this.#knex, async transaction => {
        await DueStore.lock(transaction, [
          ...new Set(known.map(row => String(row.entity_ref))),
        ]);
        for (const row of known) {
          await transaction('scorecards_facts').where(row).delete();
        }
        await DueStore.markRefs(
          transaction,
          [...new Set(known.map(row => String(row.entity_ref)))],
          now,
        );
      });
    }
  }

  /** Those of some entities, expired ones among them. */
  async list(entityRefs: string[]): Promise<Map<string, StoredFact[]>> {
    const rows: FactRow[] = await this.#knex('scorecards_facts')
      .whereIn('entity_ref', entityRefs)
      .select('*');
    const facts = new Map<string, StoredFact[]>();
    for (const row of rows) {
      const known = facts.get(row.entity_ref);
      if (known) {
        known.push(toFact(row));
      } else {
        facts.set(row.entity_ref, [toFact(row)]);
      }
    }
    return facts;
  }

  /** How many are known and have not expired, by collector. */
  async count(now: Date): Promise<Map<string, number>> {
    const rows: Array<{ id: string; count: number | string }> =
      await this.#knex('scorecards_facts')
        .where('expires_at', '>', now)
        .groupBy('collector_id')
        .select({ id: 'collector_id' })
        .count({ count: '*' });
    return new Map(rows.map(({ id, count }) => [id, Number(count)]));
  }
}

async function putChunk(
  transaction: Knex,
  facts: NewFact[],
  now: Date,
): Promise<string[]> {
  const refs = [...new Set(facts.map(({ entityRef }) => entityRef))];
  // What is different from before is seen by one at a time.
  await DueStore.lock(transaction, refs);
  const entities = new Set(
    await transaction('scorecards_entities')
      .whereIn('entity_ref', refs)
      .pluck('entity_ref'),
  );
  const before = new Map(
    (
      await transaction('scorecards_facts')
        .whereIn('entity_ref', refs)
        .whereIn('type', [...new Set(facts.map(({ type }) => type))])
        .select('entity_ref', 'type', 'hash', 'expires_at', 'known_since')
    ).map(row => [`${row.entity_ref} ${row.type}`, row]),
  );
  const due = new Set<string>();
  const rows = facts
    .filter(({ entityRef }) => entities.has(entityRef))
    .map((fact): FactRow => {
      const { entityRef, type } = fact;
      const value = canonicalJson(fact.value);
      const hash = `sha256:${createHash('sha256').update(value).digest('hex')}`;
      const old = before.get(`${entityRef} ${type}`);
      const expiredBefore = old && new Date(old.expires_at);
      const isContinued = expiredBefore && expiredBefore >= fact.collectedAt;
      if (
        old?.hash !== hash ||
        expiredBefore! <= now ||
        expiredBefore! > fact.expiresAt
      ) {
        due.add(entityRef);
      }
      return {
        entity_ref: entityRef,
        type,
        collector_id: fact.collector.id,
        collector_version: fact.collector.version,
        value: columnText(value),
        hash,
        collected_at: fact.collectedAt,
        expires_at: fact.expiresAt,
        known_since: isContinued ? new Date(old.known_since) : fact.collectedAt,
        source: columnText(fact.source),
        query: columnText(fact.query),
        population: fact.population,
      };
    });
  if (rows.length > 0) {
    await transaction('scorecards_facts')
      .insert(rows)
      .onConflict(['entity_ref', 'type'])
      .merge();
    await DueStore.markRefs(transaction, [...due], now);
  }
  return refs.filter(ref => !entities.has(ref));
}

/** Of several of one type the last counts. */
function withoutDoubles(facts: NewFact[]): NewFact[] {
  return [
    ...new Map(
      facts.map(fact => [`${fact.entityRef} ${fact.type}`, fact]),
    ).values(),
  ];
}

function toFact(row: FactRow): StoredFact {
  return {
    entityRef: row.entity_ref,
    type: row.type,
    value: JSON.parse(row.value),
    hash: row.hash,
    collectedAt: new Date(row.collected_at),
    expiresAt: new Date(row.expires_at),
    knownSince: new Date(row.known_since),
    collector: { id: row.collector_id, version: row.collector_version },
    source: row.source,
    query: row.query,
    population: row.population,
  };
}
