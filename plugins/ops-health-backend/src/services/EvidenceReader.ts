import type {
  EntityHealth,
  HealthAlert,
  HealthResource,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { OpsHealthConfig } from '../config';
import type { AlertStore, StoredAlert } from '../database/AlertStore';
import type { ResourceStore, StoredResource } from '../database/ResourceStore';
import { UNMAPPED } from '../state/deriveHealth';

/**
 * Reads what runs for an entity and which alerts fire for it.
 */
export class EvidenceReader {
  readonly #config: OpsHealthConfig;
  readonly #resources: ResourceStore;
  readonly #alerts: AlertStore;

  constructor(options: {
    config: OpsHealthConfig;
    resources: ResourceStore;
    alerts: AlertStore;
  }) {
    this.#config = options.config;
    this.#resources = options.resources;
    this.#alerts = options.alerts;
  }

  async read(
    entityRef: string,
  ): Promise<Pick<EntityHealth, 'resources' | 'alerts'>> {
    const now = new Date();
    const [resources, alerts] = await Promise.all([
      this.#resources.listFor(entityRef),
      this.#alerts.listFiring(now),
    ]);
    return {
      resources: resources.map(stored => this.#toResource(stored, now)),
      alerts: alerts
        .filter(({ entityRefs }) => entityRefs.includes(entityRef))
        .map(toAlert),
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
      stale: now.getTime() - seenAt.getTime() > this.#config.staleAfterMs,
    };
  }
}

function toAlert({ sourceId, alert, environment }: StoredAlert): HealthAlert {
  return {
    source: sourceId,
    name: alert.name,
    severity: alert.severity,
    environment: environment ?? UNMAPPED,
    summary: alert.summary,
    startsAt: alert.startsAt.toISOString(),
    suppressed: alert.suppressed && {
      ...alert.suppressed,
      until:
        alert.suppressed.until &&
        new Date(alert.suppressed.until).toISOString(),
    },
    url: alert.url,
    runbookUrl: alert.runbookUrl,
  };
}
