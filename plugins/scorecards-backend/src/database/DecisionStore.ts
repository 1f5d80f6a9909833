import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import {
  columnText,
  type StoredTime,
  type VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  DecisionKind,
  DecisionState,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { BoundValues } from '@platform-ops/scorecards';
import { byEntity } from './byEntity';
import {
  fromConcernedRow,
  toConcernedRow,
  type Concerned,
  type ConcernedRow,
} from './concernedColumns';
import { DueStore } from './DueStore';
import { isUniqueViolation } from './isUniqueViolation';
import { readVisiblePage } from './readVisiblePage';

/** What somebody asked for, and what became of it. */
export interface StoredDecision extends Concerned {
  id: string;
  chainId: string;
  renews?: string;
  kind: DecisionKind;
  state: DecisionState;
  reason: string;
  evidenceUrl?: string;
  /** Of a statement: what facts said when it was asked for. */
  boundTo?: BoundValues;
  days: number;
  requestedBy: string;
  requestedAt: Date;
  decidedBy?: string;
  decidedAt?: Date;
  comment?: string;
  expiresAt?: Date;
  endedBy?: string;
  endedAt?: Date;
  endReason?: string;
}

/** What is asked for. */
export type NewDecision = Pick<
  StoredDecision,
  keyof Concerned | 'kind' | 'reason' | 'evidenceUrl' | 'boundTo' | 'days'
> & { renews?: Pick<StoredDecision, 'id' | 'chainId'> };

/** Who did something, when, and what they said. */
export interface Act {
  by: string;
  at: Date;
  /** The plugin that did it on their behalf. */
  through?: string;
  comment?: string;
}

export interface DecisionFilter {
  id?: string;
  state?: DecisionState[];
  kind?: DecisionKind[];
  entityRef?: string;
  framework?: string[];
  control?: string;
  requestedBy?: string;
}

/** A step that was taken. */
export interface StoredStep {
  id: number;
  decision: StoredDecision;
  step: string;
  by: string;
}

interface DecisionRow extends ConcernedRow {
  seq: number | string;
  id: string;
  chain_id: string;
  renews: string | null;
  kind: DecisionKind;
  state: DecisionState;
  reason: string;
  evidence_url: string | null;
  bound_to: string | null;
  days: number;
  requested_by: string;
  requested_at: StoredTime;
  decided_by: string | null;
  decided_at: StoredTime | null;
  comment: string | null;
  expires_at: StoredTime | null;
  ended_by: string | null;
  ended_at: StoredTime | null;
  end_reason: string | null;
}

const DAY_MS = 86_400_000;
const NEWEST_FIRST = {
  expression: 'd.seq',
  order: 'desc',
  numeric: true,
  id: 'd.id',
} as const;

/**
 * Keeps what people asked for and decided. Each step stays as it was taken; of
 * two at once one wins.
 */
export class DecisionStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @returns its id; undefined where the same was asked for already. */
  async request(decision: NewDecision, act: Act): Promise<string | undefined> {
    const id = randomUUID();
    const { renews } = decision;
    try {
      await this.#knex.transaction(async transaction => {
        await transaction('scorecards_decisions').insert({
          id,
          chain_id: renews?.chainId ?? id,
          renews: renews?.id ?? null,
          ...toConcernedRow(decision),
          kind: decision.kind,
          state: 'requested',
          reason: columnText(decision.reason),
          evidence_url: columnText(decision.evidenceUrl),
          bound_to: decision.boundTo ? JSON.stringify(decision.boundTo) : null,
          days: decision.days,
          requested_by: act.by,
          requested_at: act.at,
        });
        await addStep(transaction, id, 'request', act);
      });
    } catch (error) {
      if (isUniqueViolation(error)) {
        return undefined;
      }
      throw error;
    }
    return id;
  }

  /**
   * It holds from then on, in place of the one that it continues.
   *
   * @returns false where somebody else was first.
   */
  async approve(decision: StoredDecision, act: Act): Promise<boolean> {
    return this.#knex.transaction(async transaction => {
      const won = await end(transaction, decision, 'requested', {
        state: 'approved',
        decided_by: act.by,
        decided_at: act.at,
        comment: columnText(act.comment),
        expires_at: new Date(act.at.getTime() + decision.days * DAY_MS),
      });
      if (won) {
        await addStep(transaction, decision.id, 'approve', act);
        if (decision.renews) {
          await transaction('scorecards_decisions')
            .where({ id: decision.renews, state: 'approved' })
            .where('expires_at', '>', act.at)
            .update({
              state: 'expired',
              ended_by: act.by,
              ended_at: act.at,
              end_reason: 'It was renewed',
            });
        }
        if (decision.kind === 'statement') {
          await endStatementsBefore(transaction, decision, act);
        }
        await DueStore.markRefs(transaction, [decision.entityRef], act.at);
      }
      return won;
    });
  }

  /** @returns false where somebody else was first. */
  async reject(decision: StoredDecision, act: Act): Promise<boolean> {
    return this.#knex.transaction(async transaction => {
      const won = await end(transaction, decision, 'requested', {
        state: 'rejected',
        decided_by: act.by,
        decided_at: act.at,
        comment: columnText(act.comment),
      });
      if (won) {
        await addStep(transaction, decision.id, 'reject', act);
      }
      return won;
    });
  }

  /** @returns false where somebody else was first. */
  async withdraw(decision: StoredDecision, act: Act): Promise<boolean> {
    return this.#knex.transaction(async transaction => {
      const won = await end(transaction, decision, 'requested', {
        state: 'withdrawn',
        ...endedBy(act),
      });
      if (won) {
        await addStep(transaction, decision.id, 'withdraw', act);
      }
      return won;
    });
  }

  /** @returns false where it did not hold any more. */
  async revoke(decision: StoredDecision, act: Act): Promise<boolean> {
    return this.#knex.transaction(async transaction => {
      const won = await end(transaction, decision, 'approved', {
        state: 'revoked',
        ...endedBy(act),
      });
      if (won) {
        await addStep(transaction, decision.id, 'revoke', act);
        await DueStore.markRefs(transaction, [decision.entityRef], act.at);
      }
      return won;
    });
  }

  async get(id: string, now: Date): Promise<StoredDecision | undefined> {
    return (await this.find({ id }, now, 1))[0];
  }

  /** The newest first. */
  async find(
    filter: DecisionFilter,
    now: Date,
    most: number,
  ): Promise<StoredDecision[]> {
    const rows: DecisionRow[] = await this.#query(filter, now)
      .orderBy('d.seq', 'desc')
      .limit(most)
      .select('d.*');
    return rows.map(row => toDecision(row, now));
  }

  async list(options: {
    filter: DecisionFilter;
    now: Date;
    limit: number;
    cursor?: string;
    visible: VisibleRefs;
  }): Promise<{
    items: StoredDecision[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const { filter, now, ...page } = options;
    const { rows, ...rest } = await readVisiblePage<DecisionRow>({
      ...page,
      knex: this.#knex,
      query: () => this.#query(filter, now),
      columns: ['d.*'],
      refColumn: 'd.entity_ref',
      order: NEWEST_FIRST,
      idOf: ({ id }) => id,
      refOf: ({ entity_ref: ref }) => ref,
    });
    return { ...rest, items: rows.map(row => toDecision(row, now)) };
  }

  /** In force, and ending before a time, the first to end first. */
  async findEnding(
    from: Date,
    until: Date,
    most: number,
  ): Promise<StoredDecision[]> {
    const rows: DecisionRow[] = await this.#knex('scorecards_decisions')
      .where({ state: 'approved' })
      .where('expires_at', '>', from)
      .where('expires_at', '<=', until)
      .orderBy('expires_at')
      .limit(most)
      .select('*');
    return rows.map(row => toDecision(row, from));
  }

  /** Who asked for any of those that continue each other, by their first. */
  async requesters(chainIds: string[]): Promise<Map<string, Set<string>>> {
    const rows: Array<{ chain_id: string; requested_by: string }> =
      await this.#knex('scorecards_decisions')
        .whereIn('chain_id', [...new Set(chainIds)])
        .distinct('chain_id', 'requested_by');
    const people = new Map<string, Set<string>>();
    for (const { chain_id: chainId, requested_by: person } of rows) {
      people.set(chainId, (people.get(chainId) ?? new Set()).add(person));
    }
    return people;
  }

  /** Which of them somebody already asked to continue. */
  async renewing(ids: string[]): Promise<Set<string>> {
    return new Set(
      await this.#knex('scorecards_decisions')
        .where({ state: 'requested' })
        .whereIn('renews', ids)
        .pluck('renews'),
    );
  }

  /**
   * Those of some entities that held at a time or later, by entity: statements
   * though they expired, too. The newest first.
   */
  async forEvaluation(
    entityRefs: string[],
    since: Date,
  ): Promise<Map<string, StoredDecision[]>> {
    const rows: DecisionRow[] = await this.#knex('scorecards_decisions')
      .where(within =>
        within
          .where('expires_at', '>', since)
          .orWhere({ kind: 'statement', state: 'approved' }),
      )
      .where(within =>
        within.whereNull('ended_at').orWhere('ended_at', '>', since),
      )
      .whereIn('entity_ref', entityRefs)
      .orderBy('seq', 'desc')
      .select('*');
    return byEntity(rows.map(row => toDecision(row, since)));
  }

  /** Steps since a time, the oldest first. */
  async steps(
    names: string[],
    since: Date,
    most: number,
  ): Promise<StoredStep[]> {
    const rows = await this.#knex('scorecards_decision_steps as s')
      .join('scorecards_decisions as d', 'd.id', 's.decision_id')
      .whereIn('s.step', names)
      .where('s.at', '>=', since)
      .orderBy('s.id')
      .limit(most)
      .select('d.*', {
        step_id: 's.id',
        step_name: 's.step',
        step_by: 's.by',
      });
    return rows.map(row => ({
      id: Number(row.step_id),
      decision: toDecision(row, since),
      step: row.step_name,
      by: row.step_by,
    }));
  }

  #query(filter: DecisionFilter, now: Date): Knex.QueryBuilder {
    const query = this.#knex('scorecards_decisions as d');
    const { id, state, kind, entityRef, framework, control } = filter;
    const equal = Object.entries({
      'd.id': id,
      'd.entity_ref': entityRef,
      'd.control_id': control,
      'd.requested_by': filter.requestedBy,
    });
    for (const [column, value] of equal) {
      if (value !== undefined) {
        query.where(column, value);
      }
    }
    if (kind) {
      query.whereIn('d.kind', kind);
    }
    if (framework) {
      query.whereIn('d.framework_id', framework);
    }
    if (state) {
      query.whereIn(
        this.#knex.raw(
          "CASE WHEN d.state = 'approved' AND d.expires_at <= ? THEN 'expired' ELSE d.state END",
          [now],
        ) as never,
        state,
      );
    }
    return query;
  }
}

async function end(
  transaction: Knex,
  { id }: StoredDecision,
  from: DecisionState,
  values: object,
): Promise<boolean> {
  const count = await transaction('scorecards_decisions')
    .where({ id, state: from })
    .update(values);
  return count > 0;
}

function endedBy({ by, at, comment }: Act) {
  return { ended_by: by, ended_at: at, end_reason: columnText(comment) };
}

/** What was stated before of something else than is by now. */
async function endStatementsBefore(
  transaction: Knex,
  { id, kind, entityRef, frameworkId, controlId }: StoredDecision,
  { by, at }: Act,
): Promise<void> {
  await transaction('scorecards_decisions')
    .where({
      kind,
      entity_ref: entityRef,
      framework_id: frameworkId,
      control_id: controlId,
      state: 'approved',
    })
    .where('expires_at', '>', at)
    .whereNot({ id })
    .update({
      state: 'expired',
      ended_by: by,
      ended_at: at,
      end_reason: 'It was stated anew',
    });
}

async function addStep(
  transaction: Knex,
  decisionId: string,
  step: string,
  { at, by, through, comment }: Act,
): Promise<void> {
  await transaction('scorecards_decision_steps').insert({
    decision_id: decisionId,
    step,
    at,
    by,
    through: through ?? null,
    comment: columnText(comment),
  });
}

function toDecision(row: DecisionRow, now: Date): StoredDecision {
  const time = (value: StoredTime | null) =>
    value === null ? undefined : new Date(value);
  const expiresAt = time(row.expires_at);
  return {
    ...fromConcernedRow(row),
    id: row.id,
    chainId: row.chain_id,
    renews: row.renews ?? undefined,
    kind: row.kind,
    state:
      row.state === 'approved' && expiresAt! <= now ? 'expired' : row.state,
    reason: row.reason,
    evidenceUrl: row.evidence_url ?? undefined,
    boundTo: row.bound_to === null ? undefined : JSON.parse(row.bound_to),
    days: row.days,
    requestedBy: row.requested_by,
    requestedAt: new Date(row.requested_at),
    decidedBy: row.decided_by ?? undefined,
    decidedAt: time(row.decided_at),
    comment: row.comment ?? undefined,
    expiresAt,
    endedBy: row.ended_by ?? undefined,
    endedAt: time(row.ended_at),
    endReason: row.end_reason ?? undefined,
  };
}
