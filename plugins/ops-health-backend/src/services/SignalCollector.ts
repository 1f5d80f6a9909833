import type { CostService } from '../cost/CostService';
import type { AlertStore } from '../database/AlertStore';
import type { ObservationStore } from '../database/ObservationStore';
import type { ResourceStore, StoredResource } from '../database/ResourceStore';
import type { HealthEntity } from '../entities/HealthEntity';
import type { JoinIndex } from '../joins/JoinIndex';
import type { QualitySignals } from '../quality/QualitySignals';
import type { SloEvaluator } from '../slo/SloEvaluator';
import type { SourceTimings } from '../refresh/SourceTimings';
import { alertSignals } from '../state/alertSignals';
import { conditionSignals } from '../state/conditionSignals';
import type { ObservedReading } from '../state/ObservedReading';
import type { Signal } from '../state/Signal';

/**
 * All that speaks for and against the health of entities, by their refs.
 */
export interface Evidence {
  readings: Map<string, ObservedReading[]>;
  resources: Map<string, StoredResource[]>;
  signals: Map<string, Signal[]>;
}

/**
 * Brings together what metrics, conditions, alerts, objectives and reports of
 * quality say.
 */
export class SignalCollector {
  readonly #readyDeadlineMs: number;
  readonly #timings: SourceTimings;
  readonly #observations: ObservationStore;
  readonly #resources: ResourceStore;
  readonly #alerts: AlertStore;
  readonly #slos: SloEvaluator;
  readonly #costs: CostService;
  readonly #quality: QualitySignals;

  constructor(options: {
    readyDeadlineMs: number;
    timings: SourceTimings;
    observations: ObservationStore;
    resources: ResourceStore;
    alerts: AlertStore;
    sloEvaluator: SloEvaluator;
    costs: CostService;
    qualitySignals: QualitySignals;
  }) {
    this.#readyDeadlineMs = options.readyDeadlineMs;
    this.#timings = options.timings;
    this.#observations = options.observations;
    this.#resources = options.resources;
    this.#alerts = options.alerts;
    this.#slos = options.sloEvaluator;
    this.#costs = options.costs;
    this.#quality = options.qualitySignals;
  }

  async collect(options: {
    entities: HealthEntity[];
    index: JoinIndex;
    now: Date;
    signal: AbortSignal;
  }): Promise<Evidence> {
    const [readings, resources, alerts] = await Promise.all([
      this.#observations.readAll(),
      this.#resources.list(),
      this.#alerts.listFiring(options.now),
    ]);
    const now = options.now.getTime();
    const slos = await this.#slos.evaluate({ ...options, readings });
    const [priced, quality] = await Promise.all([
      this.#costs.collect({ ...options, readings }),
      this.#quality.collect({ ...options, readings }),
    ]);
    const byRef = new Map<string, StoredResource[]>();
    for (const resource of resources) {
      for (const ref of resource.entityRefs) {
        byRef.set(ref, [...(byRef.get(ref) ?? []), resource]);
      }
    }
    return {
      readings: priced,
      resources: byRef,
      signals: merge([
        slos,
        quality,
        alertSignals(alerts, now, this.#timings),
        conditionSignals(resources, now, this.#readyDeadlineMs, this.#timings),
      ]),
    };
  }
}

function merge(maps: Array<Map<string, Signal[]>>): Map<string, Signal[]> {
  const merged = new Map<string, Signal[]>();
  for (const map of maps) {
    for (const [ref, signals] of map) {
      merged.set(ref, [...(merged.get(ref) ?? []), ...signals]);
    }
  }
  return merged;
}
