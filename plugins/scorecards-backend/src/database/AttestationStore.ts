import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import {
  columnText,
  type StoredTime,
  type VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { AttestationState } from '@platform-ops/backstage-plugin-scorecards-common';
import { byEntity } from './byEntity';
import {
  fromConcernedRow,
  toConcernedRow,
  type Concerned,
  type ConcernedRow,
} from './concernedColumns';
import type { Act } from './DecisionStore';
import { DueStore } from './DueStore';
import { isUniqueViolation } from './isUniqueViolation';
import { readVisiblePage } from './readVisiblePage';

/** What somebody stated. */
export interface StoredAttestation extends Concerned {
  id: string;
  state: AttestationState;
  statement: string;
  evidenceUrl?: string;
  signedBy: string;
  signedAt: Date;
  expiresAt: Date;
  endedBy?: string;
  endedAt?: Date;
  endReason?: string;
}

/** What is to be kept. */
export type NewAttestation = Omit<
  StoredAttestation,
  'id' | 'state' | 'endedBy' | 'endedAt' | 'endReason'
>;

export interface AttestationFilter {
  id?: string;
  state?: AttestationState[];
  entityRef?: string;
  framework?: string[];
  control?: string;
  signedBy?: string;
}

interface AttestationRow extends ConcernedRow {
  id: string;
  state: AttestationState;
  statement: string;
  evidence_url: string | null;
  signed_by: string;
  signed_at: StoredTime;
  expires_at: StoredTime;
  ended_by: string | null;
  ended_at: StoredTime | null;
  end_reason: string | null;
}

const NEWEST_FIRST = {
  expression: 'a.seq',
  order: 'desc',
  numeric: true,
  id: 'a.id',
} as const;

/**
 * Keeps what people stated. One statement holds for a control of an entity at a
 * time; those before it stay.
 */
export class AttestationStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @returns its id; undefined where somebody signed at the same moment. */
  async sign(attestation: NewAttestation): Promise<string | undefined> {
    const id = randomUUID();
    const { signedBy, signedAt, entityRef } = attestation;
    const concerned = toConcernedRow(attestation);
    const { about, ...control } = concerned;
    try {
      await this.#knex.transaction(async transaction => {
        const before = () =>
          transaction('scorecards_attestations').where({
            ...control,
            state: 'valid',
          });
        await before()
          .where('expires_at', '<=', signedAt)
          .update({
            state: 'expired',
            ended_at: transaction.ref('expires_at'),
          });
        await before().update({
          state: 'replaced',
          ended_by: signedBy,
          ended_at: signedAt,
        });
        await transaction('scorecards_attestations').insert({
          id,
          ...concerned,
          state: 'valid',
          statement: columnText(attestation.statement),
          evidence_url: columnText(attestation.evidenceUrl),
          signed_by: signedBy,
          signed_at: signedAt,
          expires_at: attestation.expiresAt,
        });
        await DueStore.markRefs(transaction, [entityRef], signedAt);
      });
    } catch (error) {
      if (isUniqueViolation(error)) {
        return undefined;
      }
      throw error;
    }
    return id;
  }

  /** @returns false where it did not hold any more. */
  async withdraw(
    { id, entityRef }: StoredAttestation,
    { by, at, comment }: Act,
  ): Promise<boolean> {
    return this.#knex.transaction(async transaction => {
      const count = await transaction('scorecards_attestations')
        .where({ id, state: 'valid' })
        .update({
          state: 'withdrawn',
          ended_by: by,
          ended_at: at,
          end_reason: columnText(comment),
        });
      await DueStore.markRefs(transaction, [entityRef], at);
      return count > 0;
    });
  }

  async get(id: string, now: Date): Promise<StoredAttestation | undefined> {
    return (await this.find({ id }, now, 1))[0];
  }

  /** The newest first. */
  async find(
    filter: AttestationFilter,
    now: Date,
    most: number,
  ): Promise<StoredAttestation[]> {
    const rows: AttestationRow[] = await this.#query(filter, now)
      .orderBy('a.seq', 'desc')
      .limit(most)
      .select('a.*');
    return rows.map(row => toAttestation(row, now));
  }

  async list(options: {
    filter: AttestationFilter;
    now: Date;
    limit: number;
    cursor?: string;
    visible: VisibleRefs;
  }): Promise<{
    items: StoredAttestation[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const { filter, now, ...page } = options;
    const { rows, ...rest } = await readVisiblePage<AttestationRow>({
      ...page,
      knex: this.#knex,
      query: () => this.#query(filter, now),
      columns: ['a.*'],
      refColumn: 'a.entity_ref',
      order: NEWEST_FIRST,
      idOf: ({ id }) => id,
      refOf: ({ entity_ref: ref }) => ref,
    });
    return { ...rest, items: rows.map(row => toAttestation(row, now)) };
  }

  /** Valid, and ending before a time, the first to end first. */
  async findEnding(
    from: Date,
    until: Date,
    most: number,
  ): Promise<StoredAttestation[]> {
    const rows: AttestationRow[] = await this.#knex('scorecards_attestations')
      .where({ state: 'valid' })
      .where('expires_at', '>', from)
      .where('expires_at', '<=', until)
      .orderBy('expires_at')
      .limit(most)
      .select('*');
    return rows.map(row => toAttestation(row, from));
  }

  /**
   * Those of some entities that were not ended at a time or later, by entity:
   * the last of each control though it expired, too. The newest first.
   */
  async forEvaluation(
    entityRefs: string[],
    since: Date,
  ): Promise<Map<string, StoredAttestation[]>> {
    const rows: AttestationRow[] = await this.#knex('scorecards_attestations')
      .where(within =>
        within.where({ state: 'valid' }).orWhere('ended_at', '>', since),
      )
      .whereIn('entity_ref', entityRefs)
      .orderBy('seq', 'desc')
      .select('*');
    return byEntity(rows.map(row => toAttestation(row, since)));
  }

  #query(filter: AttestationFilter, now: Date): Knex.QueryBuilder {
    const query = this.#knex('scorecards_attestations as a');
    const { id, state, entityRef, framework, control, signedBy } = filter;
    const equal = Object.entries({
      'a.id': id,
      'a.entity_ref': entityRef,
      'a.control_id': control,
      'a.signed_by': signedBy,
    });
    for (const [column, value] of equal) {
      if (value !== undefined) {
        query.where(column, value);
      }
    }
    if (framework) {
      query.whereIn('a.framework_id', framework);
    }
    if (state) {
      query.whereIn(
        this.#knex.raw(
          "CASE WHEN a.state = 'valid' AND a.expires_at <= ? THEN 'expired' ELSE a.state END",
          [now],
        ) as never,
        state,
      );
    }
    return query;
  }
}

function toAttestation(row: AttestationRow, now: Date): StoredAttestation {
  const expiresAt = new Date(row.expires_at);
  return {
    ...fromConcernedRow(row),
    id: row.id,
    state: row.state === 'valid' && expiresAt <= now ? 'expired' : row.state,
    statement: row.statement,
    evidenceUrl: row.evidence_url ?? undefined,
    signedBy: row.signed_by,
    signedAt: new Date(row.signed_at),
    expiresAt,
    endedBy: row.ended_by ?? undefined,
    endedAt: row.ended_at === null ? undefined : new Date(row.ended_at),
    endReason: row.end_reason ?? undefined,
  };
}
