import type {
  EntityHealth,
  HealthAlert,
  HealthResource,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { ObservedServing } from '@platform-ops/backstage-plugin-ops-health-node';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { AlertStore, StoredAlert } from '../database/AlertStore';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { ResourceStore, StoredResource } from '../database/ResourceStore';
import { isHiddenMatch, servingKey } from '../deployments/StoredDeployment';
import { withoutArtifact } from '../deployments/toDeployment';
import type { Age, SourceTimings } from '../refresh/SourceTimings';
import { UNMAPPED } from '../state/deriveHealth';

type IsHiddenServing = (
  stored: StoredResource,
  serving: ObservedServing,
) => boolean;

/**
 * Reads what runs for an entity and which alerts fire for it.
 */
export class EvidenceReader {
  readonly #timings: SourceTimings;
  readonly #silenceable: ReadonlySet<string>;
  readonly #resources: ResourceStore;
  readonly #alerts: AlertStore;
  readonly #deployments: DeploymentStore;

  constructor(options: {
    timings: SourceTimings;
    /** Ids of the sources that take silences. */
    silenceable: ReadonlySet<string>;
    resources: ResourceStore;
    alerts: AlertStore;
    deployments: DeploymentStore;
  }) {
    this.#timings = options.timings;
    this.#silenceable = options.silenceable;
    this.#resources = options.resources;
    this.#alerts = options.alerts;
    this.#deployments = options.deployments;
  }

  async read(
    entityRef: string,
    isVisible: IsVisible,
  ): Promise<Pick<EntityHealth, 'resources' | 'alerts'>> {
    const now = new Date();
    const [resources, alerts] = await Promise.all([
      this.#resources.listFor(entityRef),
      this.#alerts.listFiringFor(entityRef, now),
    ]);
    const isHidden = resources.some(({ resource }) => resource.serves?.length)
      ? await this.#readHidden(entityRef, isVisible)
      : () => false;
    return {
      resources: resources.map(stored =>
        this.#toResource(stored, isHidden, now),
      ),
      alerts: alerts.map(stored => this.#toAlert(stored, now)),
    };
  }

  /** What serves models that the reader may not see. */
  async #readHidden(
    entityRef: string,
    isVisible: IsVisible,
  ): Promise<IsHiddenServing> {
    const found = await this.#deployments.listFor({
      componentRefs: [entityRef],
    });
    const hidden = new Set(
      found
        .filter(({ deployment }) => isHiddenMatch(deployment.match, isVisible))
        .map(({ stored, deployment }) => keyOf(stored, deployment.serving)),
    );
    return (stored, serving) => hidden.has(keyOf(stored, serving));
  }

  #toResource(
    stored: StoredResource,
    isHidden: IsHiddenServing,
    now: Date,
  ): HealthResource {
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
      serves: (resource.serves ?? []).map(serving =>
        isHidden(stored, serving)
          ? withoutArtifact(serving)
          : toServing(serving),
      ),
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

function keyOf(
  { sourceId, resource }: StoredResource,
  serving: ObservedServing,
) {
  return JSON.stringify([sourceId, resource.id, servingKey(serving)]);
}

function toServing({ lastFailure, ...serving }: ObservedServing) {
  return {
    ...serving,
    lastFailure: lastFailure && {
      message: lastFailure.message,
      at: lastFailure.at && new Date(lastFailure.at).toISOString(),
    },
  };
}
