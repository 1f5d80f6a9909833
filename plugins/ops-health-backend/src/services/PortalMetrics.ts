import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { SloStore } from '../database/SloStore';
import type { SourceStatusService } from './SourceStatusService';
import type { HealthSnapshot } from './HealthSnapshot';

const PREFIX = 'platformops_';

/**
 * What the portal knows, and how it fares itself, as metrics of Prometheus.
 */
export class PortalMetrics {
  readonly #registry = new Registry();

  static create(options: {
    snapshot: HealthSnapshot;
    sources: SourceStatusService;
    slos: SloStore;
  }): PortalMetrics {
    return new PortalMetrics(options);
  }

  private constructor(options: {
    snapshot: HealthSnapshot;
    sources: SourceStatusService;
    slos: SloStore;
  }) {
    const { snapshot, sources, slos } = options;
    collectDefaultMetrics({ register: this.#registry });
    this.#gauge(
      'entity_health_state',
      'The state of an entity: 1 for the one that it is in',
      ['entity_ref', 'system', 'owner', 'state'],
      async set => {
        const { entries } = await snapshot.get();
        for (const { summary } of entries) {
          const { entityRef, system = '', owner = '', state } = summary;
          set({ entity_ref: entityRef, system, owner, state }, 1);
        }
      },
    );
    this.#gauge(
      'slo_error_budget_remaining_ratio',
      'Share of the error budget that is left; below 0 once it is overspent',
      ['entity_ref', 'slo'],
      async set => {
        for (const { entityRef, definition, status } of await slos.list()) {
          if (status?.budget?.remaining !== undefined) {
            set(
              { entity_ref: entityRef, slo: definition.name },
              status.budget.remaining,
            );
          }
        }
      },
    );
    this.#gauge(
      'slo_firing',
      'Whether an error budget burns too fast, by its severity',
      ['entity_ref', 'slo', 'severity'],
      async set => {
        for (const { entityRef, definition, status } of await slos.list()) {
          for (const severity of ['page', 'ticket']) {
            set(
              { entity_ref: entityRef, slo: definition.name, severity },
              Number(
                status?.state === 'firing' && status.severity === severity,
              ),
            );
          }
        }
      },
    );
    this.#gauge(
      'source_up',
      'Whether a source answered last time',
      ['source', 'role'],
      async set => {
        for (const { id, role, state } of await sources.list()) {
          set(
            { source: id, role },
            Number(state === 'connected' || state === 'partial'),
          );
        }
      },
    );
    this.#gauge(
      'source_last_success_timestamp_seconds',
      'When a source last answered',
      ['source', 'role'],
      async set => {
        for (const { id, role, lastSuccessAt } of await sources.list()) {
          if (lastSuccessAt) {
            set({ source: id, role }, Date.parse(lastSuccessAt) / 1000);
          }
        }
      },
    );
    this.#gauge(
      'source_refresh_queries',
      'How many questions the last refresh asked a source',
      ['source', 'role'],
      async set => {
        for (const { id, role, cost } of await sources.list()) {
          set({ source: id, role }, cost?.queries ?? 0);
        }
      },
    );
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  #gauge(
    name: string,
    help: string,
    labelNames: string[],
    collect: (
      set: (labels: Record<string, string>, value: number) => void,
    ) => Promise<void>,
  ): void {
    const gauge: Gauge = new Gauge({
      name: `${PREFIX}${name}`,
      help,
      labelNames,
      registers: [this.#registry],
      async collect() {
        gauge.reset();
        await collect((labels, value) => gauge.set(labels, value));
      },
    });
  }
}
