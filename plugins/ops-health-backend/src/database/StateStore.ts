import type { Knex } from 'knex';
import type {
  EnvironmentHealth,
  HealthReason,
  HealthState,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  columnText,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { StateMemory } from '../state/Signal';
import { currentRevision, nextRevision } from './counters';

const CHUNK = 100;
const EVALUATED_AT = 'evaluated-at';

/**
 * The state of an entity as it is kept.
 */
export interface StoredState {
  entityRef: string;
  state: HealthState;
  since: Date;
  reason: string;
  stale: boolean;
  reasons: HealthReason[];
  environments: EnvironmentHealth[];
  memory: StateMemory;
  /** Of all that a person can see of it. */
  hash: string;
}

/**
 * A change of state.
 */
export interface StateTransition {
  entityRef: string;
  at: Date;
  /** Missing the first time. */
  from?: HealthState;
  to: HealthState;
  reason: string;
}

interface Row {
  entity_ref: string;
  state: HealthState;
  since: Date | string | number;
  reason: string;
  stale: boolean | number;
  detail: string;
  hash: string;
}

/**
 * Keeps the states of entities and every change of them.
 */
export class StateStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * @param isVisible - Whether anybody can see a difference: then readers get a
   *   new revision.
   * @returns the revision.
   */
  async save(
    states: StoredState[],
    transitions: StateTransition[],
    isVisible: boolean,
  ): Promise<number> {
    return this.#knex.transaction(async transaction => {
      const revision = isVisible
        ? await nextRevision(transaction)
        : await currentRevision(transaction);
      for (const chunk of inChunks(states, CHUNK)) {
        await transaction('ops_health_states')
          .insert(chunk.map(toRow))
          .onConflict('entity_ref')
          .merge();
      }
      for (const chunk of inChunks(transitions, CHUNK)) {
        await transaction('ops_health_transitions').insert(
          chunk.map(({ entityRef, at, from, to, reason }) => ({
            entity_ref: entityRef,
            at,
            from_state: from ?? null,
            to_state: to,
            reason: columnText(reason),
          })),
        );
      }
      return revision;
    });
  }

  /** Notes that all states were derived, whether one changed or not. */
  async noteEvaluation(at: Date): Promise<void> {
    await this.#knex('ops_health_counters')
      .insert({ name: EVALUATED_AT, value: at.getTime() })
      .onConflict('name')
      .merge();
  }

  /** When all states were derived last, milliseconds since the epoch. */
  async readEvaluatedAt(): Promise<number | undefined> {
    const row = await this.#knex('ops_health_counters')
      .where({ name: EVALUATED_AT })
      .first('value');
    return row && Number(row.value);
  }

  async readAll(): Promise<Map<string, StoredState>> {
    const rows = await this.#knex<Row>('ops_health_states').select();
    return new Map(rows.map(row => [row.entity_ref, toState(row as Row)]));
  }

  async read(entityRef: string): Promise<StoredState | undefined> {
    const row = await this.#knex<Row>('ops_health_states')
      .where({ entity_ref: entityRef })
      .first();
    return row && toState(row as Row);
  }

  /** Newest first. What was seen for the first time is no change. */
  async listTransitions(options: {
    since: Date;
    until: Date;
    entityRef?: string;
    limit: number;
  }): Promise<StateTransition[]> {
    const query = this.#knex('ops_health_transitions')
      .where('at', '>=', options.since)
      .andWhere('at', '<', options.until)
      .whereNotNull('from_state')
      .orderBy('id', 'desc')
      .limit(options.limit);
    if (options.entityRef) {
      query.andWhere({ entity_ref: options.entityRef });
    }
    return (await query).map(row => ({
      entityRef: row.entity_ref,
      at: new Date(row.at),
      from: row.from_state ?? undefined,
      to: row.to_state,
      reason: row.reason,
    }));
  }

  async pruneTransitions(before: Date): Promise<void> {
    await this.#knex('ops_health_transitions')
      .where('at', '<', before)
      .delete();
  }
}

function toRow(state: StoredState) {
  const { reasons, environments, memory } = state;
  return {
    entity_ref: state.entityRef,
    state: state.state,
    since: state.since,
    reason: columnText(state.reason),
    stale: state.stale,
    detail: JSON.stringify({ reasons, environments, memory }),
    hash: state.hash,
  };
}

function toState(row: Row): StoredState {
  return {
    entityRef: row.entity_ref,
    state: row.state,
    since: new Date(row.since),
    reason: row.reason,
    stale: Boolean(row.stale),
    hash: row.hash,
    ...JSON.parse(row.detail),
  };
}
