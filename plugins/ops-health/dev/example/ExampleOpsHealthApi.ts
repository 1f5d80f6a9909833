import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  HEALTH_STATES,
  PRODUCTION,
  type FleetGroup,
  type FleetResponse,
  type HealthState,
  type ListIdleGpusResponse,
  type ListHealthChangesResponse,
  type SilenceAlertRequest,
  type Slo,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  ChangesQuery,
  HealthQuery,
  IdleGpusQuery,
  JoinsQuery,
  OpsHealthApi,
  QualityQuery,
  SeriesQuery,
  SlosQuery,
} from '@platform-ops/backstage-plugin-ops-health-react';
import { pointsOf } from './courses';
import { exampleDeployments } from './deployments';
import { exampleFleet, systemTitle } from './fleet';
import { exampleHealth, exampleSummary } from './health';
import { exampleIdleGpus } from './idleGpus';
import { exampleQuality } from './quality';
import { exampleHours, exampleRules, exampleSlos } from './slos';
import { exampleJoins, exampleSources } from './sources';
import { minutesAgo } from './time';
import type { ExampleEntity } from './types';

/** What the example shall look like. */
export type ExampleState =
  | 'full'
  | 'large'
  | 'loading'
  | 'empty'
  | 'error'
  | 'forbidden';

const SIZES: Partial<Record<ExampleState, number>> = { empty: 0, large: 5_000 };
const USUAL_SIZE = 120;
const SHOWN_WORST = 10;

function rank(state: HealthState): number {
  return HEALTH_STATES.indexOf(state);
}

function byState(one: ExampleEntity, other: ExampleEntity): number {
  return rank(one.state) - rank(other.state) || one.tier - other.tier;
}

function countStates(entities: ExampleEntity[]) {
  return Object.fromEntries(
    HEALTH_STATES.map(state => [
      state,
      entities.filter(entity => entity.state === state).length,
    ]),
  ) as Record<HealthState, number>;
}

function page<T>(items: T[], query: { limit?: number; cursor?: string }) {
  const start = Number(query.cursor ?? 0);
  const end = start + (query.limit ?? 50);
  return {
    items: items.slice(start, end),
    totalItems: items.length,
    nextCursor: end < items.length ? String(end) : undefined,
  };
}

/** Health in memory. */
export class ExampleOpsHealthApi implements OpsHealthApi {
  readonly #state: ExampleState;
  readonly #entities: ExampleEntity[];

  constructor(state: ExampleState = 'full') {
    this.#state = state;
    this.#entities =
      state === 'empty'
        ? []
        : structuredClone(exampleFleet(SIZES[state] ?? USUAL_SIZE));
  }

  async getHealth(entityRef: string) {
    await this.#arrive();
    const entity = this.#find(entityRef);
    return entity && exampleHealth(entity);
  }

  async listHealth(query: HealthQuery) {
    await this.#arrive();
    const text = query.text?.toLocaleLowerCase('en') ?? '';
    const matches = (wanted: readonly string[] | undefined, found?: string) =>
      !wanted || wanted.includes(found ?? '');
    const found = this.#entities
      .filter(
        entity =>
          matches(query.state, entity.state) &&
          matches(query.system, entity.system) &&
          matches(query.owner, entity.owner) &&
          matches(query.kind, entity.entityRef.split(':')[0]) &&
          entity.title.toLocaleLowerCase('en').includes(text),
      )
      .sort((one, other) =>
        query.sort === 'title'
          ? one.title.localeCompare(other.title, 'en')
          : byState(one, other),
      );
    return page(found.map(exampleSummary), query);
  }

  async getHealthByRefs(entityRefs: readonly string[]) {
    await this.#arrive();
    return new Map(
      entityRefs.flatMap(ref => {
        const entity = this.#find(ref);
        return entity ? [[ref, exampleSummary(entity)] as const] : [];
      }),
    );
  }

  async getSeries(query: SeriesQuery) {
    await this.#arrive();
    const entity = this.#find(query.entityRef);
    if (!entity) {
      throw new NotFoundError('There is no such thing in the example');
    }
    const from = Date.parse(query.from);
    const to = Date.parse(query.to);
    const step = Math.max(15_000, (to - from) / (query.points ?? 120));
    const environment = query.environment ?? PRODUCTION;
    const asked = entity.indicators.filter(
      ({ indicator }) => query.indicator?.includes(indicator) ?? true,
    );
    const failing = asked.filter(({ indicator }) => indicator === 'queue-time');
    return {
      stepSeconds: step / 1000,
      series: asked
        .filter(example => !failing.includes(example))
        .map(each => {
          const example =
            environment === 'staging'
              ? { ...each, usual: each.usual * 0.6, course: 'steady' as const }
              : each;
          return {
            indicator: each.indicator,
            definition: each.definition,
            environment,
            source: entity.source,
            points: pointsOf(entity.entityRef, example, { from, to, step }),
            comparison:
              query.compareOffsetSeconds === undefined
                ? undefined
                : pointsOf(entity.entityRef, example, {
                    from,
                    to,
                    step,
                    offset: query.compareOffsetSeconds * 1000,
                  }),
            askedAt: minutesAgo(entity.stale ? entity.since : 0),
            stale: entity.stale ?? false,
            url: 'https://prometheus-eu.example.org/graph',
          };
        }),
      failures: failing.map(({ indicator }) => ({
        indicator,
        message: 'The query gave more than 10,000 series and was stopped',
      })),
    };
  }

  async listChanges(query: ChangesQuery): Promise<ListHealthChangesResponse> {
    await this.#arrive();
    const from = query.from ?? minutesAgo(30);
    const items = this.#entities
      .filter(({ entityRef }) => (query.entityRef ?? entityRef) === entityRef)
      .flatMap(({ entityRef, title, changes = [] }) =>
        changes.map(({ minutes, ...change }) => ({
          ...change,
          entityRef,
          title,
          at: minutesAgo(minutes),
          environment: 'production',
          source: 'cluster-eu',
        })),
      );
    return {
      items: items
        .filter(({ at }) => at >= from && at < (query.to ?? '9'))
        .sort((one, other) => other.at.localeCompare(one.at, 'en')),
      incomplete: [],
    };
  }

  async listDeployments(entityRef: string) {
    await this.#arrive();
    return this.#state === 'empty'
      ? { items: [], totalItems: 0, hidden: 0, findings: [] }
      : exampleDeployments(entityRef);
  }

  async getFleet(): Promise<FleetResponse> {
    await this.#arrive();
    const bySystem = new Map<string | undefined, ExampleEntity[]>();
    for (const entity of this.#entities) {
      const others = bySystem.get(entity.system) ?? [];
      others.push(entity);
      bySystem.set(entity.system, others);
    }
    const groups = [...bySystem]
      .map(([system, unsorted]): FleetGroup => {
        const parts = [...unsorted].sort(byState);
        return {
          system,
          title: system ? systemTitle(system) : 'No system',
          state: parts[0].state,
          reason: `${parts[0].title}: ${parts[0].reasons[0].text}`,
          cells: parts.map(part => ({
            entityRef: part.entityRef,
            title: part.title,
            state: part.state,
            tier: part.tier,
            stale: part.stale ?? false,
          })),
        };
      })
      .sort((one, other) => rank(one.state) - rank(other.state));
    return {
      groups,
      counts: countStates(this.#entities),
      worst: [...this.#entities]
        .filter(({ state }) => state === 'bad' || state === 'warning')
        .sort(byState)
        .slice(0, SHOWN_WORST)
        .map(entity => ({
          entityRef: entity.entityRef,
          title: entity.title,
          reason: exampleHealth(entity).reasons[0],
        })),
      observedAt: minutesAgo(0.4),
      revision: 1,
    };
  }

  async getRollup(entityRef: string) {
    await this.#arrive();
    const parts = this.#entities
      .filter(({ system, owner, domain }) =>
        [system, owner, domain].includes(entityRef),
      )
      .sort(byState);
    return parts.length === 0
      ? undefined
      : {
          entityRef,
          state: parts[0].state,
          reason: `${parts[0].title}: ${parts[0].reasons[0].text}`,
          counts: countStates(parts),
        };
  }

  async listSlos(query: SlosQuery) {
    await this.#arrive();
    const text = query.text?.toLocaleLowerCase('en') ?? '';
    const found = this.#slos().filter(
      slo =>
        (query.entityRef?.includes(slo.entityRef) ?? true) &&
        (query.state?.includes(slo.state) ?? true) &&
        `${slo.title} ${slo.entityTitle}`
          .toLocaleLowerCase('en')
          .includes(text),
    );
    return page(found, query);
  }

  async getSloHours(sloId: string) {
    await this.#arrive();
    return exampleHours(this.#findSlo(sloId));
  }

  async getSloRules(sloId: string) {
    await this.#arrive();
    return exampleRules(this.#findSlo(sloId));
  }

  async listQuality(query: QualityQuery) {
    await this.#arrive();
    return page(
      this.#state === 'empty' ? [] : exampleQuality(query.entityRef),
      query,
    );
  }

  async listIdleGpus(query: IdleGpusQuery): Promise<ListIdleGpusResponse> {
    await this.#arrive();
    const all = this.#state === 'empty' ? [] : exampleIdleGpus();
    const found = all.filter(
      ({ owner }) => !query.owner || query.owner.includes(owner ?? ''),
    );
    return {
      ...page(found, query),
      currency: 'USD',
      below: 0.05,
      totalGpus: found.reduce((sum, { gpus = 0 }) => sum + gpus, 0),
      totalCostPerMonth: found.reduce(
        (sum, { costPerMonth = 0 }) => sum + costPerMonth,
        0,
      ),
      unpriced: found.filter(({ costPerMonth }) => costPerMonth === undefined)
        .length,
      undecided: all.length > 0 ? 2 : 0,
      owners: [...new Set(all.flatMap(({ owner }) => owner ?? []))].sort(),
    };
  }

  async silenceAlert(request: SilenceAlertRequest) {
    await this.#arrive();
    const alert = this.#alerts().find(
      ({ fingerprint }) => fingerprint === request.fingerprint,
    );
    if (!alert) {
      throw new NotFoundError('There is no such alert in the example');
    }
    const silence = {
      id: `silence-of-${alert.fingerprint}`,
      until: minutesAgo(-request.seconds / 60),
    };
    alert.suppressed = {
      by: 'silence',
      until: silence.until,
      comment: request.comment,
      createdBy: 'user:default/guest',
      silenceId: silence.id,
    };
    return silence;
  }

  async endSilence(_: string, silenceId: string) {
    await this.#arrive();
    for (const alert of this.#alerts()) {
      if (alert.suppressed?.silenceId === silenceId) {
        alert.suppressed = undefined;
      }
    }
  }

  async listSources() {
    await this.#arrive();
    return { items: this.#state === 'empty' ? [] : exampleSources() };
  }

  async refreshSource() {
    await this.#arrive();
  }

  async listJoins(sourceId: string, query: JoinsQuery) {
    await this.#arrive();
    const found = exampleJoins().filter(
      join =>
        sourceId === 'prometheus-eu' &&
        (!query.state || query.state === join.state) &&
        JSON.stringify(join).includes(query.text ?? ''),
    );
    return page(found, query);
  }

  async testQuery(_: string, query: string) {
    await this.#arrive();
    if (query.includes('(') && !query.includes(')')) {
      throw new InputError('query: parse error at 1:9: unclosed left bracket');
    }
    return {
      rows: [
        {
          labels: { namespace: 'imaging', service: 'triage' },
          value: 0.842,
          at: minutesAgo(0.2),
        },
        {
          labels: { namespace: 'imaging', service: 'worker' },
          value: null,
          at: minutesAgo(0.2),
        },
      ],
      totalRows: 2,
      seconds: 0.031,
      warnings: ['The metric has no label environment.'],
    };
  }

  #alerts() {
    return this.#entities.flatMap(({ alerts = [] }) => alerts);
  }

  #find(entityRef: string): ExampleEntity | undefined {
    return this.#entities.find(entity => entity.entityRef === entityRef);
  }

  #slos(): Slo[] {
    return this.#state === 'empty' ? [] : exampleSlos();
  }

  #findSlo(sloId: string): Slo {
    const slo = this.#slos().find(({ id }) => id === sloId);
    if (!slo) {
      throw new NotFoundError(`There is no SLO with the id ${sloId}`);
    }
    return slo;
  }

  async #arrive(): Promise<void> {
    if (this.#state === 'loading') {
      await new Promise(() => {});
    }
    if (this.#state === 'error') {
      throw new Error('The ops health backend did not answer within 10 s');
    }
    if (this.#state === 'forbidden') {
      throw new NotAllowedError(
        'You lack the permission ops-health.health.read',
      );
    }
  }
}
