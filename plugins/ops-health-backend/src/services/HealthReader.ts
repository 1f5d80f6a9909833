import { NotFoundError } from '@backstage/errors';
import {
  ANNOTATION_METRIC_LABELS,
  type EntityHealth,
  type HealthJoin,
  type HealthProblem,
  type HealthReason,
  type IndicatorReading,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { OpsHealthConfig } from '../config';
import type { CostReading } from '../cost/costReadings';
import type { CostService } from '../cost/CostService';
import type { IndicatorProblemStore } from '../database/IndicatorProblemStore';
import type { ObservationStore } from '../database/ObservationStore';
import type { SloStore } from '../database/SloStore';
import type { StateStore } from '../database/StateStore';
import type { SourceTimings } from '../refresh/SourceTimings';
import {
  readHealthDefinition,
  type HealthDefinition,
} from '../entities/HealthDefinition';
import type { QualityReadings } from '../quality/QualityReadings';
import { withoutOperations } from '../quality/withoutOperations';
import { UNMAPPED } from '../state/deriveHealth';
import { describeReadings } from '../state/describeReadings';
import type { ObservedReading } from '../state/ObservedReading';
import type { StateMemory } from '../state/Signal';
import { toHealthLimit } from '../state/toHealthLimit';
import type { EvidenceReader } from './EvidenceReader';
import type { HealthSnapshot } from './HealthSnapshot';
import type { JoinAdvisor } from './JoinAdvisor';
import { visibleReason } from './visibleReason';

/**
 * Composes all that is known of the health of one entity.
 */
export class HealthReader {
  readonly #config: OpsHealthConfig;
  readonly #timings: SourceTimings;
  readonly #packs: Map<string, IndicatorPack>;
  readonly #snapshot: HealthSnapshot;
  readonly #states: StateStore;
  readonly #observations: ObservationStore;
  readonly #slos: SloStore;
  readonly #evidence: EvidenceReader;
  readonly #costs: CostService;
  readonly #quality: QualityReadings;
  readonly #ownProblems: IndicatorProblemStore;
  readonly #joinAdvisor: JoinAdvisor;

  constructor(options: {
    config: OpsHealthConfig;
    timings: SourceTimings;
    packs: IndicatorPack[];
    snapshot: HealthSnapshot;
    states: StateStore;
    observations: ObservationStore;
    slos: SloStore;
    evidence: EvidenceReader;
    costs: CostService;
    qualityReadings: QualityReadings;
    indicatorProblems: IndicatorProblemStore;
    joinAdvisor: JoinAdvisor;
  }) {
    this.#config = options.config;
    this.#timings = options.timings;
    this.#packs = new Map(options.packs.map(pack => [pack.id, pack]));
    this.#snapshot = options.snapshot;
    this.#states = options.states;
    this.#observations = options.observations;
    this.#slos = options.slos;
    this.#evidence = options.evidence;
    this.#costs = options.costs;
    this.#quality = options.qualityReadings;
    this.#ownProblems = options.indicatorProblems;
    this.#joinAdvisor = options.joinAdvisor;
  }

  /**
   * @throws NotFoundError where the catalog has no such entity, or none that
   *   the caller may see.
   */
  async get(
    entityRef: string,
    isVisible: IsVisible,
    { maySeeSources }: { maySeeSources: boolean },
  ): Promise<EntityHealth> {
    const fleet = await this.#snapshot.get();
    const entity = fleet.entities.get(entityRef);
    if (!entity || !isVisible(entityRef)) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    const [state, readings, sloFile, evidence, ownProblems] = await Promise.all(
      [
        this.#states.read(entityRef),
        this.#observations.read(entityRef),
        this.#slos.readFile(entityRef),
        this.#evidence.read(entityRef, isVisible),
        this.#ownProblems.read(entityRef),
      ],
    );
    const definition = readHealthDefinition(entity, this.#config);
    const entry = fleet.byRef.get(entityRef);
    const memory = state?.memory;
    const [costs, quality, joinProblems] = await Promise.all([
      this.#costs.read({ entity, entities: fleet.entities.values(), readings }),
      this.#quality.read({
        entityRef,
        limits: definition.limits,
        memory,
        measured: readings,
      }),
      this.#joinAdvisor.advise(entity, {
        readings,
        hasState: entry !== undefined,
        hasResources: evidence.resources.length > 0,
        maySeeSources,
      }),
    ]);
    const details = {
      readings: [
        ...readings.map(reading =>
          this.#toReading(reading, definition, memory),
        ),
        ...costs.map(cost => this.#toCost(cost, definition, memory)),
        ...quality,
      ],
      ...evidence,
      joins: toJoins(readings),
      problems: [
        ...definition.problems,
        ...ownProblems,
        ...(sloFile?.problems ?? []),
        ...this.#missingErrorRatio(readings),
        ...tooManyAnnotations(fleet.index.refused.get(entityRef)),
        ...joinProblems,
      ],
      links: definition.links,
    };
    const isOnlyQuality =
      quality.length > 0 &&
      readings.length + evidence.resources.length === 0 &&
      !state?.reasons.some(({ entityRef: server }) => server);
    const complete = (health: EntityHealth) =>
      isOnlyQuality ? withoutOperations(health) : health;
    if (!entry || !state) {
      return complete({
        entityRef,
        title: entity.title,
        kind: entity.kind,
        type: entity.type,
        system: entity.system,
        owner: entity.owner,
        tier: definition.tier,
        state: 'unknown',
        reason: 'No source has data of it',
        stale: false,
        reasons: [],
        environments: [],
        ...details,
      });
    }
    const reasons = state.reasons
      .filter(
        // Of a server that the caller may not see only the state shows.
        ({ entityRef: server }) => server === undefined || isVisible(server),
      )
      .map(reason => withValues(reason, readings));
    return complete({
      ...entry.summary,
      reason: withValues(visibleReason(entry.reason, isVisible), readings).text,
      reasons,
      environments: state.environments,
      ...details,
    });
  }

  #toReading(
    reading: ObservedReading,
    definition: HealthDefinition,
    memory: StateMemory | undefined,
  ): IndicatorReading {
    const age = this.#timings.ageOf(
      reading.sourceId,
      reading.observedAt,
      Date.now(),
    );
    const isKnown = age !== 'lapsed';
    const value = isKnown ? reading.value : undefined;
    return {
      indicator: reading.indicator,
      definition: reading.definition,
      environment: reading.environment ?? UNMAPPED,
      value,
      note: isKnown
        ? reading.note ??
          this.#packs
            .get(reading.pack)
            ?.indicators.find(
              ({ indicator }) => indicator === reading.indicator,
            )?.note
        : 'no data since',
      observedAt: new Date(reading.observedAt).toISOString(),
      stale: age !== 'fresh',
      source: reading.sourceId,
      pack: reading.pack,
      limit: toHealthLimit({ ...reading, value }, definition.limits, memory),
    };
  }

  #toCost(
    cost: CostReading,
    definition: HealthDefinition,
    memory: StateMemory | undefined,
  ): IndicatorReading {
    const reading = this.#toReading(cost, definition, memory);
    return {
      ...reading,
      currency: this.#config.prices?.currency,
      note: reading.value === undefined ? reading.note : cost.note,
    };
  }

  /** Of what serves requests, and cannot tell how many fail. */
  #missingErrorRatio(readings: ObservedReading[]): HealthProblem[] {
    if (
      readings.length === 0 ||
      readings.some(({ indicator }) => indicator === 'error-ratio')
    ) {
      return [];
    }
    const packs = new Set(readings.map(({ pack }) => pack));
    return [...packs].flatMap(id => {
      const text = this.#packs.get(id)?.withoutErrorRatio;
      return text ? [{ text }] : [];
    });
  }
}

/** What is measured, as it is now. */
function withValues(
  reason: HealthReason,
  readings: ObservedReading[],
): HealthReason {
  const own = readings.filter(
    ({ environment }) => (environment ?? UNMAPPED) === reason.environment,
  );
  return reason.kind === 'measured' && !reason.entityRef && own.length
    ? { ...reason, text: describeReadings(own) }
    : reason;
}

function toJoins(readings: ObservedReading[]): HealthJoin[] {
  const joins = new Map<string, HealthJoin>();
  for (const { sourceId, rule, labels } of readings) {
    // A query of its own needs no labels.
    if (Object.keys(labels).length === 0) {
      continue;
    }
    joins.set(JSON.stringify([sourceId, rule, labels]), {
      source: sourceId,
      rule,
      labels,
    });
  }
  return [...joins.values()];
}

function tooManyAnnotations(refused: string | undefined): HealthProblem[] {
  return refused === undefined
    ? []
    : [
        {
          text: `The annotation ${ANNOTATION_METRIC_LABELS} has no effect: ${refused}.`,
        },
      ];
}
