import { setImmediate as nextTurn } from 'node:timers/promises';
import { contentHash } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { OpsHealthConfig } from '../config';
import type {
  StateStore,
  StateTransition,
  StoredState,
} from '../database/StateStore';
import type { StoredResource } from '../database/ResourceStore';
import type { HealthEntity } from '../entities/HealthEntity';
import type { SourceTimings } from '../refresh/SourceTimings';
import { readHealthDefinition } from '../entities/HealthDefinition';
import {
  deriveHealth,
  type DerivedHealth,
  type HealthInput,
} from '../state/deriveHealth';
import type { ObservedReading } from '../state/ObservedReading';
import type { Signal } from '../state/Signal';

/** So many are derived before others get their turn. */
const SLICE = 250;

/**
 * What an evaluation changed that people can see.
 */
export interface EvaluationResult {
  changed: string[];
  transitions: StateTransition[];
  revision: number;
}

type OwnEvidence = Pick<HealthInput, 'readings' | 'resources' | 'signals'>;

/**
 * Derives the state of every entity that any source told about.
 */
export class HealthEvaluator {
  readonly #config: OpsHealthConfig;
  readonly #timings: SourceTimings;
  readonly #states: StateStore;

  constructor(options: {
    config: OpsHealthConfig;
    timings: SourceTimings;
    states: StateStore;
  }) {
    this.#config = options.config;
    this.#timings = options.timings;
    this.#states = options.states;
  }

  /**
   * @param signals - Of alerts, conditions and SLOs, by the ref of the entity.
   */
  async evaluate(options: {
    entities: HealthEntity[];
    readings: Map<string, ObservedReading[]>;
    resources: Map<string, StoredResource[]>;
    signals: Map<string, Signal[]>;
    now: Date;
  }): Promise<EvaluationResult> {
    const { entities, readings, resources, signals, now } = options;
    const before = await this.#states.readAll();
    const derived = new Map<string, DerivedHealth>();
    const titles = new Map(entities.map(({ ref, title }) => [ref, title]));
    // What others rest on comes first.
    const ordered = [...entities].sort(
      (a, b) => a.servedBy.length - b.servedBy.length,
    );
    for (const [index, entity] of ordered.entries()) {
      if (index % SLICE === SLICE - 1) {
        await nextTurn();
      }
      const servers = entity.servedBy.flatMap(ref => {
        const health = derived.get(ref);
        return health
          ? [{ entityRef: ref, title: titles.get(ref) ?? ref, health }]
          : [];
      });
      const own = {
        readings: readings.get(entity.ref) ?? [],
        resources: resources.get(entity.ref) ?? [],
        signals: signals.get(entity.ref) ?? [],
      };
      if (isObserved(own, servers, before.get(entity.ref))) {
        derived.set(
          entity.ref,
          this.#derive(entity, own, servers, before.get(entity.ref), now),
        );
      }
    }
    return this.#save(derived, before, now);
  }

  #derive(
    entity: HealthEntity,
    own: OwnEvidence,
    servers: HealthInput['servers'],
    before: StoredState | undefined,
    now: Date,
  ): DerivedHealth {
    const { limits, traffic } = readHealthDefinition(entity, this.#config);
    return deriveHealth({
      ...own,
      now: now.getTime(),
      limits,
      traffic,
      servers,
      memory: before?.memory ?? { signals: [], pending: {} },
      timings: this.#timings,
      clearAfterMs: this.#config.clearAfterMs,
    });
  }

  async #save(
    derived: Map<string, DerivedHealth>,
    before: Map<string, StoredState>,
    now: Date,
  ): Promise<EvaluationResult> {
    const states: StoredState[] = [];
    const transitions: StateTransition[] = [];
    const changed: string[] = [];
    for (const [entityRef, health] of derived) {
      const { state, reason, reasons, environments, stale, memory } = health;
      const old = before.get(entityRef);
      // Measured values change all the time; that is no change of health.
      const hash = contentHash({
        state,
        stale,
        reasons: reasons.map(({ text, ...rest }) =>
          rest.kind === 'measured' ? rest : { ...rest, text },
        ),
      });
      if (old?.state !== state) {
        transitions.push({
          entityRef,
          at: now,
          from: old?.state,
          to: state,
          reason,
        });
      }
      const isVisible = old?.hash !== hash;
      if (isVisible) {
        changed.push(entityRef);
      }
      if (isVisible || JSON.stringify(old?.memory) !== JSON.stringify(memory)) {
        states.push({
          entityRef,
          state,
          since: old?.state === state ? old.since : now,
          reason,
          reasons,
          environments,
          stale,
          memory,
          hash,
        });
      }
    }
    const revision = await this.#states.save(
      states,
      transitions,
      changed.length > 0,
    );
    await this.#states.noteEvaluation(now);
    return { changed, transitions, revision };
  }
}

/** What no source ever told about has no health, not even an unknown one. */
function isObserved(
  own: OwnEvidence,
  servers: unknown[],
  before: StoredState | undefined,
): boolean {
  return (
    before !== undefined ||
    own.readings.length +
      own.resources.length +
      own.signals.length +
      servers.length >
      0
  );
}
