import { InputError, NotFoundError } from '@backstage/errors';
import {
  INDICATORS,
  type IndicatorId,
  type ListSlosQuery,
  type ListSlosResponse,
  type Slo,
  type SloHoursResponse,
  type SloRulesResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  exportPrometheusRules,
  exportPromtoolTests,
  prometheusSource,
  type PrometheusSource,
} from '@platform-ops/slo';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { OpsHealthConfig } from '../config';
import type { ObservationStore } from '../database/ObservationStore';
import type { SloStore, StoredSlo } from '../database/SloStore';
import type { SourceRefresh } from '../refresh/SourceRefresh';
import { describeSloIndicator, describeSloPeriod } from '../slo/describeSlo';
import { planCounts } from '../slo/planCounts';
import { pairsOf } from '../slo/decideSlo';
import type { HealthSnapshot } from './HealthSnapshot';
import { decodePosition, encodePosition } from './positionCursor';

const DEFAULT_LIMIT = 50;
const DAY_MS = 86_400_000;
const HOURS_SHOWN_MS = 396 * DAY_MS;

type ParsedListQuery = Omit<ListSlosQuery, 'limit'> & { limit?: number };

/**
 * Tells how objectives stand.
 */
export class SloService {
  readonly #config: OpsHealthConfig;
  readonly #packs: Map<string, IndicatorPack>;
  readonly #sources: Map<string, SourceRefresh>;
  readonly #store: SloStore;
  readonly #observations: ObservationStore;
  readonly #snapshot: HealthSnapshot;

  constructor(options: {
    config: OpsHealthConfig;
    packs: IndicatorPack[];
    sources: Map<string, SourceRefresh>;
    slos: SloStore;
    observations: ObservationStore;
    snapshot: HealthSnapshot;
  }) {
    this.#config = options.config;
    this.#packs = new Map(options.packs.map(pack => [pack.id, pack]));
    this.#sources = options.sources;
    this.#store = options.slos;
    this.#observations = options.observations;
    this.#snapshot = options.snapshot;
  }

  async list(
    query: ParsedListQuery,
    isVisible: IsVisible,
  ): Promise<ListSlosResponse> {
    const { entities } = await this.#snapshot.get();
    const text = query.text?.toLocaleLowerCase('en-US');
    const within = (wanted: unknown, value: string) =>
      wanted === undefined || (wanted as unknown[]).includes(value);
    const matching = (await this.#store.list())
      .filter(
        ({ entityRef }) => isVisible(entityRef) && entities.has(entityRef),
      )
      .map(slo => this.#toSlo(slo, entities.get(slo.entityRef)!.title))
      .filter(
        slo =>
          within(query.entityRef, slo.entityRef) &&
          within(query.state, slo.state) &&
          (text === undefined ||
            `${slo.title} ${slo.name} ${slo.entityTitle}`
              .toLocaleLowerCase('en-US')
              .includes(text)),
      )
      .sort(byUrgency);
    const start = decodePosition(query.cursor);
    const end = start + (query.limit ?? DEFAULT_LIMIT);
    return {
      items: matching.slice(start, end),
      totalItems: matching.length,
      ...(end < matching.length && { nextCursor: encodePosition(end) }),
    };
  }

  async hours(id: string, isVisible: IsVisible): Promise<SloHoursResponse> {
    const slo = await this.#get(id, isVisible);
    const hours = await this.#store.readHours(
      slo.id,
      new Date(Date.now() - HOURS_SHOWN_MS),
    );
    return {
      hours: hours.map(({ hour, good, total, coverage }) => ({
        hour: hour.toISOString(),
        good,
        total,
        coverage,
      })),
    };
  }

  /**
   * The objective as rules that Prometheus evaluates.
   *
   * @throws InputError where its events cannot be counted by queries.
   */
  async rules(id: string, isVisible: IsVisible): Promise<SloRulesResponse> {
    const slo = await this.#get(id, isVisible);
    const source = await this.#toPrometheus(slo);
    const options = { labels: { entity: slo.entityRef } };
    return {
      rules: exportPrometheusRules(slo.definition, source, options),
      tests: exportPromtoolTests(slo.definition, source, options),
    };
  }

  async #toPrometheus(slo: StoredSlo): Promise<PrometheusSource> {
    const { indicator } = slo.definition;
    if (indicator.kind === 'queries') {
      return prometheusSource(indicator);
    }
    const plan = planCounts(
      slo,
      await this.#observations.read(slo.entityRef),
      this.#packs,
      [],
    );
    if (typeof plan === 'string' || plan.kind !== 'pack') {
      throw new InputError(`It cannot be exported: ${plan}`);
    }
    const refresh = this.#sources.get(plan.sourceId);
    if (!refresh?.source.toQuery) {
      throw new InputError(
        `It cannot be exported: the source '${plan.sourceId}' has no language for rules`,
      );
    }
    const { source, environments } = refresh;
    const { labels, extract, environment } = plan.reading;
    const subject = { labels, extract, environments, environment };
    const total = source.toQuery!(plan.total, subject);
    return plan.bad
      ? { total, bad: source.toQuery!(plan.bad, subject) }
      : { total, good: source.toQuery!(plan.good!, subject) };
  }

  async #get(id: string, isVisible: IsVisible): Promise<StoredSlo> {
    const slo = await this.#store.get(id);
    if (!slo || !isVisible(slo.entityRef)) {
      throw new NotFoundError(`There is no SLO with the id ${id}`);
    }
    return slo;
  }

  #toSlo(slo: StoredSlo, entityTitle: string): Slo {
    const { definition, status, evaluatedAt } = slo;
    const age = evaluatedAt ? Date.now() - evaluatedAt.getTime() : 0;
    const isForgotten = age > this.#config.unknownAfterMs * 2;
    return {
      id: slo.id,
      entityRef: slo.entityRef,
      entityTitle,
      name: definition.name,
      title: definition.displayName,
      description: definition.description,
      origin: slo.origin,
      indicatorText: describeSloIndicator(definition),
      indicator:
        definition.indicator.kind === 'indicator' &&
        Object.hasOwn(INDICATORS, definition.indicator.id)
          ? (definition.indicator.id as IndicatorId)
          : undefined,
      objective: definition.objective,
      periodText: describeSloPeriod(definition),
      evaluator: this.#config.sloEvaluator,
      pairs: pairsOf(definition).map(pair => ({
        severity: pair.severity,
        state: 'unknown',
        longSeconds: pair.longMs / 1000,
        shortSeconds: pair.shortMs / 1000,
        factor: pair.factor,
        lengthened: pair.lengthened,
        reason: 'Not evaluated yet',
      })),
      ...(status
        ? withoutEmptyPairs(status)
        : { state: 'unknown', reason: 'Not evaluated yet' }),
      ...(isForgotten && {
        state: 'unknown',
        severity: undefined,
        reason: 'The portal has not looked for a while',
      }),
      firingSince:
        slo.status?.state === 'firing'
          ? slo.firingSince?.toISOString()
          : undefined,
      evaluatedAt: evaluatedAt?.toISOString(),
      stale: age > this.#config.staleAfterMs,
    };
  }
}

/** What could not be counted has its pairs all the same. */
function withoutEmptyPairs(status: NonNullable<StoredSlo['status']>) {
  const { pairs, ...rest } = status;
  return pairs.length ? status : rest;
}

const STATES = ['firing', 'unknown', 'clear', 'idle'];

function byUrgency(a: Slo, b: Slo): number {
  return (
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    (a.severity ?? 'z').localeCompare(b.severity ?? 'z') ||
    (a.budget?.remaining ?? 2) - (b.budget?.remaining ?? 2) ||
    a.id.localeCompare(b.id)
  );
}
