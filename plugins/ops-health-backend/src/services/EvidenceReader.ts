import type {
  EntityHealth,
  HealthAlert,
  HealthResource,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { AlertStore, StoredAlert } from '../database/AlertStore';
import type { ResourceStore, StoredResource } from '../database/ResourceStore';
import type { Age, SourceTimings } from '../refresh/SourceTimings';
import { UNMAPPED } from '../state/deriveHealth';

/**
 * Reads what runs for an entity and which alerts fire for it.
 */
export class EvidenceReader {
  readonly #timings: SourceTimings;
  readonly #silenceable: ReadonlySet<string>;
  readonly #resources: ResourceStore;
  readonly #alerts: AlertStore;

  constructor(options: {
    timings: SourceTimings;
    /** Ids of the sources that take silences. */
    silenceable: ReadonlySet<string>;
    resources: ResourceStore;
    alerts: AlertStore;
  }) {
    this.#timings = options.timings;
    this.#silenceable = options.silenceable;
    this.#resources = options.resources;
    this.#alerts = options.alerts;
  }

  async read(
    entityRef: string,
  ): Promise<Pick<EntityHealth, 'resources' | 'alerts'>> {
    const now = new Date();
    const [resources, alerts] = await Promise.all([
      this.#resources.listFor(entityRef),
      this.#alerts.listFiringFor(entityRef, now),
    ]);
    return {
      resources: resources.map(stored => this.#toResource(stored, now)),
      alerts: alerts.map(stored => this.#toAlert(stored, now)),
    };
  }

  #toResource(stored: StoredResource, now: Date): HealthResource {
    const { resource, environment, sourceId, seenAt } = stored;
    return {
      source: sourceId,
      kind: resource.kind,
      name: resource.name,
      labels: resource.labels,
      environment: environment ?? UNMAPPED,
      readiness: resource.readiness,
      text: resource.text,
      since: resource.since?.toISOString(),
      replicas: resource.replicas,
      conditions: resource.conditions.map(({ since, ...condition }) => ({
        ...condition,
        since: since && new Date(since).toISOString(),
      })),
      serves: (resource.serves ?? []).map(({ lastFailure, ...serving }) => ({
        ...serving,
        lastFailure: lastFailure && {
          message: lastFailure.message,
          at: lastFailure.at && new Date(lastFailure.at).toISOString(),
        },
      })),
      url: resource.url,
      seenAt: seenAt.toISOString(),
      stale: this.#ageOf(sourceId, seenAt, now) !== 'fresh',
    };
  }

  #toAlert(stored: StoredAlert, now: Date): HealthAlert {
    const { sourceId, alert, environment, seenAt } = stored;
    const age = this.#ageOf(sourceId, seenAt, now);
    return {
      source: sourceId,
      fingerprint: alert.fingerprint,
      name: alert.name,
      severity: alert.severity,
      environment: environment ?? UNMAPPED,
      summary: alert.summary,
      labels: alert.labels,
      startsAt: alert.startsAt.toISOString(),
      seenAt: seenAt.toISOString(),
      stale: age !== 'fresh',
      lapsed: age === 'lapsed',
      silenceable: this.#silenceable.has(sourceId),
      suppressed: alert.suppressed && {
        ...alert.suppressed,
        until: alert.suppressed.until?.toISOString(),
      },
      url: alert.url,
      runbookUrl: alert.runbookUrl,
    };
  }

  #ageOf(sourceId: string, seenAt: Date, now: Date): Age {
    return this.#timings.ageOf(sourceId, seenAt.getTime(), now.getTime());
  }
}
