import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { RELATION_SERVED_BY } from '@platform-ops/backstage-plugin-models-common';
import type {
  HealthSummary,
  QualitySeries,
  Slo,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { OpsHealthService } from '@platform-ops/backstage-plugin-ops-health-node';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  askEach,
  type CollectedBatch,
  type CollectOptions,
  type FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { toMonitoring, toObjectives, toQuality, toState } from './facts';
import { OPS_HEALTH_FACT_TYPES } from './factTypes';
import { readPages } from './readPages';

const PAGE = 500;
const FACTS_AT_ONCE = 500;

/**
 * What ops health says of entities.
 *
 * @public
 */
export class OpsHealthCollector implements FactCollector {
  readonly id = 'opsHealth';
  readonly version = '1.0.0';
  readonly title = 'Ops health';
  readonly factTypes = OPS_HEALTH_FACT_TYPES;
  readonly kinds = ['Model', 'Component'];
  readonly everyMs = 15 * 60_000;
  readonly #auth: AuthService;
  readonly #opsHealth: OpsHealthService;

  static create(options: {
    auth: AuthService;
    opsHealth: OpsHealthService;
  }): OpsHealthCollector {
    return new OpsHealthCollector(options);
  }

  private constructor(
    options: Parameters<typeof OpsHealthCollector.create>[0],
  ) {
    this.#auth = options.auth;
    this.#opsHealth = options.opsHealth;
  }

  async *collect({
    entities,
    signal,
  }: CollectOptions): AsyncIterable<CollectedBatch> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const healthByRef = await this.#readHealth(credentials, signal);
    const slosByRef = await this.#readSlos(credentials, signal);
    for (const chunk of inChunks(entities, FACTS_AT_ONCE)) {
      signal.throwIfAborted();
      yield {
        facts: chunk.flatMap(entity => {
          const ref = stringifyEntityRef(entity);
          const asked = [ref, ...serversOf(entity)];
          const health = healthByRef.get(ref);
          return [
            ...(health ? [toState(health)] : []),
            toObjectives(
              ref,
              asked,
              asked.flatMap(other => slosByRef.get(other) ?? []),
            ),
          ];
        }),
      };
    }
    yield* this.#collectMonitoring(entities, { credentials, signal });
    yield* this.#collectQuality(entities, { credentials, signal });
  }

  async #readHealth(
    credentials: BackstageCredentials,
    signal: AbortSignal,
  ): Promise<Map<string, HealthSummary>> {
    const items = await readPages(
      cursor =>
        this.#opsHealth.listHealth(
          { sort: 'title', limit: PAGE, cursor },
          { credentials },
        ),
      signal,
    );
    return new Map(items.map(item => [item.entityRef, item]));
  }

  async #readSlos(
    credentials: BackstageCredentials,
    signal: AbortSignal,
  ): Promise<Map<string, Slo[]>> {
    const items = await readPages(
      cursor =>
        this.#opsHealth.listSlos({ limit: PAGE, cursor }, { credentials }),
      signal,
    );
    const byRef = new Map<string, Slo[]>();
    for (const slo of items) {
      const known = byRef.get(slo.entityRef) ?? [];
      known.push(slo);
      byRef.set(slo.entityRef, known);
    }
    return byRef;
  }

  async *#collectMonitoring(
    entities: Entity[],
    options: { credentials: BackstageCredentials; signal: AbortSignal },
  ): AsyncIterable<CollectedBatch> {
    const { credentials, signal } = options;
    const answers = askEach(
      entities,
      entity =>
        Promise.all(
          [stringifyEntityRef(entity), ...serversOf(entity)].map(ref =>
            this.#opsHealth.getHealth(ref, { credentials }),
          ),
        ),
      { subject: 'monitoring', signal },
    );
    for await (const { answers: found, failures } of answers) {
      yield {
        facts: found.map(({ item, answer }) =>
          toMonitoring(stringifyEntityRef(item), answer),
        ),
        failures,
      };
    }
  }

  async *#collectQuality(
    entities: Entity[],
    options: { credentials: BackstageCredentials; signal: AbortSignal },
  ): AsyncIterable<CollectedBatch> {
    const { credentials, signal } = options;
    const answers = askEach(
      entities.filter(isMeasured),
      async (entity): Promise<{ asked: string[]; series: QualitySeries[] }> => {
        const asked = [stringifyEntityRef(entity), ...serversOf(entity)];
        const series: QualitySeries[] = [];
        for (const entityRef of asked) {
          const found = await readPages(
            cursor =>
              this.#opsHealth.listQuality(
                { entityRef, points: 1, limit: PAGE, cursor },
                { credentials },
              ),
            signal,
          );
          series.push(...found);
        }
        return { asked, series };
      },
      { subject: 'quality', signal },
    );
    for await (const { answers: found, failures } of answers) {
      yield {
        facts: found.map(({ item, answer: { asked, series } }) =>
          toQuality(stringifyEntityRef(item), asked, series),
        ),
        failures,
      };
    }
  }
}

/** What serves it, for models. */
function serversOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_SERVED_BY)
    .map(({ targetRef }) => targetRef);
}

function isMeasured(entity: Entity): boolean {
  return (
    entity.kind === 'Model' ||
    (entity.kind === 'Component' && entity.spec?.type === 'inference-service')
  );
}
