import type { Knex } from 'knex';
import {
  HEALTH_STATES,
  type HealthReason,
  type HealthSummary,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { OpsHealthConfig } from '../config';
import { currentRevision } from '../database/counters';
import type { EntityStore } from '../database/EntityStore';
import type { ObservationStore } from '../database/ObservationStore';
import type { ResourceStore } from '../database/ResourceStore';
import type { StateStore, StoredState } from '../database/StateStore';
import type { HealthEntity } from '../entities/HealthEntity';
import { readHealthDefinition } from '../entities/HealthDefinition';
import type { SourceTimings } from '../refresh/SourceTimings';
import { JoinIndex } from '../joins/JoinIndex';

/** What lapsed and was not noticed for so many refreshes, nobody looks after. */
const FORGOTTEN_REFRESHES = 2;

/**
 * How long what is in memory may differ from the database, whichever way the
 * clock is set.
 */
const CHECK_EVERY_MS = 1000;
const READ_TIMES_EVERY_MS = 10_000;

/**
 * One entity of the fleet.
 */
export interface FleetEntry {
  entity: HealthEntity;
  summary: HealthSummary;
  /** The headline. */
  reason: HealthReason;
}

/**
 * All entities with their states, worst first, as people see them.
 */
export interface Fleet {
  revision: number;
  entries: FleetEntry[];
  byRef: Map<string, FleetEntry>;
  /** Those that have no state of their own too. */
  entities: Map<string, HealthEntity>;
  /** How label sets are joined to them. */
  index: JoinIndex;
  /** When anything was observed last, milliseconds since the epoch. */
  observedAt?: number;
}

/** How old what was observed of an entity is, milliseconds since the epoch. */
interface Times {
  observedAt: number;
  staleAt: number;
  forgottenAt: number;
}

/**
 * Holds the whole fleet in memory, since every list of it is sorted and
 * filtered by what the caller may see. Read again only when there is a new
 * revision.
 */
export class HealthSnapshot {
  readonly #knex: Knex;
  readonly #config: OpsHealthConfig;
  readonly #timings: SourceTimings;
  readonly #entities: EntityStore;
  readonly #states: StateStore;
  readonly #observations: ObservationStore;
  readonly #resources: ResourceStore;

  #loaded:
    | {
        revision: number;
        entities: Map<string, HealthEntity>;
        states: Map<string, StoredState>;
        index: JoinIndex;
      }
    | undefined;
  #times:
    | { at: number; value: Map<string, Times>; evaluatedAt?: number }
    | undefined;
  #fleet: { at: number; value: Promise<Fleet> } | undefined;

  constructor(options: {
    knex: Knex;
    config: OpsHealthConfig;
    timings: SourceTimings;
    entities: EntityStore;
    states: StateStore;
    observations: ObservationStore;
    resources: ResourceStore;
  }) {
    this.#knex = options.knex;
    this.#config = options.config;
    this.#timings = options.timings;
    this.#entities = options.entities;
    this.#states = options.states;
    this.#observations = options.observations;
    this.#resources = options.resources;
  }

  /** Many who ask at once wait for one reading. */
  async get(now: number = Date.now()): Promise<Fleet> {
    if (!this.#fleet || Math.abs(now - this.#fleet.at) >= CHECK_EVERY_MS) {
      const before = await this.#fleet?.value.catch(() => undefined);
      if (!this.#fleet || Math.abs(now - this.#fleet.at) >= CHECK_EVERY_MS) {
        const fleet = { at: now, value: this.#read(now, before) };
        this.#fleet = fleet;
        fleet.value.catch(() => {
          this.#fleet = undefined;
        });
      }
    }
    return this.#fleet.value;
  }

  async #read(now: number, before: Fleet | undefined): Promise<Fleet> {
    const revision = await currentRevision(this.#knex);
    const hasNewTimes =
      !this.#times || Math.abs(now - this.#times.at) >= READ_TIMES_EVERY_MS;
    if (before && before.revision === revision && !hasNewTimes) {
      return before;
    }
    if (this.#loaded?.revision !== revision) {
      const [entities, states] = await Promise.all([
        this.#entities.list(),
        this.#states.readAll(),
      ]);
      this.#loaded = {
        revision,
        entities: new Map(entities.map(entity => [entity.ref, entity])),
        states,
        index: JoinIndex.create(entities, this.#config.joins),
      };
    }
    if (hasNewTimes) {
      const [value, evaluatedAt] = await Promise.all([
        this.#readTimes(),
        this.#states.readEvaluatedAt(),
      ]);
      this.#times = { at: now, value, evaluatedAt };
    }
    return this.#compose(now);
  }

  /** Of several sources of an entity the one that is good for longest. */
  async #readTimes(): Promise<Map<string, Times>> {
    const times = new Map<string, Times>();
    const rows = await Promise.all([
      this.#observations.readTimes(),
      this.#resources.readTimes(),
    ]);
    for (const row of rows.flat()) {
      const { refreshMs, staleAfterMs, unknownAfterMs } = this.#timings.of(
        row.sourceId,
      );
      const { observedAt } = row;
      times.set(
        row.entityRef,
        latest([
          {
            observedAt,
            staleAt: observedAt + staleAfterMs,
            forgottenAt:
              observedAt + unknownAfterMs + FORGOTTEN_REFRESHES * refreshMs,
          },
          times.get(row.entityRef),
        ])!,
      );
    }
    return times;
  }

  #compose(now: number): Fleet {
    const { revision, entities, states, index } = this.#loaded!;
    const times = this.#times!.value;
    const entries: FleetEntry[] = [];
    for (const [ref, state] of states) {
      const entity = entities.get(ref);
      if (entity) {
        entries.push(this.#toEntry(entity, state, times, now));
      }
    }
    entries.sort(byUrgency);
    const observedAt = Math.max(
      ...[...times.values()].map(time => time.observedAt),
    );
    return {
      revision,
      entries,
      byRef: new Map(entries.map(entry => [entry.entity.ref, entry])),
      entities,
      index,
      observedAt: Number.isFinite(observedAt) ? observedAt : undefined,
    };
  }

  /** Sources may be asked all the same: what they said was not looked at. */
  #isUnevaluated(now: number): boolean {
    const { refreshMs, unknownAfterMs } = this.#config;
    const { evaluatedAt } = this.#times!;
    return (
      evaluatedAt !== undefined &&
      now - evaluatedAt > unknownAfterMs + FORGOTTEN_REFRESHES * refreshMs
    );
  }

  #toEntry(
    entity: HealthEntity,
    stored: StoredState,
    times: Map<string, Times>,
    now: number,
  ): FleetEntry {
    const observed = latest(
      [entity.ref, ...entity.servedBy].map(ref => times.get(ref)),
    );
    const observedAt = observed?.observedAt;
    // If nobody refreshes any more, nobody else would notice either.
    const isForgotten =
      stored.state !== 'idle' &&
      ((observed !== undefined && now > observed.forgottenAt) ||
        this.#isUnevaluated(now));
    const lookedAt = new Date(
      Math.min(
        observedAt ?? Infinity,
        this.#times?.evaluatedAt ?? Infinity,
        now,
      ),
    ).toISOString();
    const reason: HealthReason =
      isForgotten && stored.state !== 'unknown'
        ? {
            kind: 'no-data',
            state: 'unknown',
            text: 'The portal has not looked for a while',
            since: lookedAt,
          }
        : stored.reasons[0];
    return {
      entity,
      reason,
      summary: {
        entityRef: entity.ref,
        title: entity.title,
        kind: entity.kind,
        type: entity.type,
        system: entity.system,
        domain:
          entity.domain ??
          (entity.system === undefined
            ? undefined
            : this.#loaded!.entities.get(entity.system)?.domain),
        owner: entity.owner,
        tier: readHealthDefinition(entity, this.#config).tier,
        state: reason.state,
        since: isForgotten ? lookedAt : stored.since.toISOString(),
        reason: reason.text,
        observedAt:
          observedAt === undefined
            ? undefined
            : new Date(observedAt).toISOString(),
        stale:
          stored.stale || (observed !== undefined && now > observed.staleAt),
      },
    };
  }
}

function latest(times: Array<Times | undefined>): Times | undefined {
  const known = times.filter(time => time !== undefined);
  return known.length === 0
    ? undefined
    : {
        observedAt: Math.max(...known.map(({ observedAt }) => observedAt)),
        staleAt: Math.max(...known.map(({ staleAt }) => staleAt)),
        forgottenAt: Math.max(...known.map(({ forgottenAt }) => forgottenAt)),
      };
}

function byUrgency(a: FleetEntry, b: FleetEntry): number {
  return (
    HEALTH_STATES.indexOf(a.summary.state) -
      HEALTH_STATES.indexOf(b.summary.state) ||
    a.summary.tier - b.summary.tier ||
    compare(a.summary.since ?? '', b.summary.since ?? '') ||
    compare(a.entity.ref, b.entity.ref)
  );
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
