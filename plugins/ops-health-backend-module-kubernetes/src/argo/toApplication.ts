import type {
  ObservedCondition,
  ObservedResource,
  ResourceReadiness,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { KubernetesObject, Place } from '../objects/KubernetesObject';
import { idOf, labelsOf } from '../objects/labelsOf';
import { readTime } from '../objects/readTime';

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/health/ */
export type Application = KubernetesObject<
  {
    project?: string;
    destination?: { namespace?: string; server?: string; name?: string };
  },
  {
    health?: { status?: string; message?: string; lastTransitionTime?: string };
    sync?: { status?: string };
    /** Argo CD lists only what is wrong, without a status. */
    conditions?: Array<{
      type: string;
      message: string;
      lastTransitionTime?: string;
    }>;
    operationState?: { phase?: string; message?: string; finishedAt?: string };
  }
>;

const READINESS: Record<string, ResourceReadiness> = {
  Healthy: 'ready',
  Progressing: 'progressing',
  Degraded: 'not-ready',
  Missing: 'not-ready',
  Suspended: 'idle',
};

/**
 * How an Argo CD application is: by its health. That it is out of sync with its
 * repository, or could not be synchronised, is told beside it.
 */
export function toApplication(
  object: Application,
  place: Place,
): ObservedResource {
  const { metadata, spec = {}, status = {} } = object;
  const { health = {} } = status;
  const { destination = {}, project } = spec;
  const target = destination.server ?? destination.name;
  return {
    readiness: READINESS[health.status ?? ''] ?? 'unknown',
    text: describe(status),
    since: readTime(health.lastTransitionTime),
    kind: place.kind,
    id: idOf(metadata, place),
    name: metadata.name,
    labels: {
      ...labelsOf(metadata, place),
      ...(project && { project }),
      ...(destination.namespace && { dest_namespace: destination.namespace }),
      ...(target && { dest_server: target }),
    },
    conditions: toConditions(status),
  };
}

function describe({
  health = {},
  sync = {},
  operationState = {},
}: NonNullable<Application['status']>): string {
  const { phase, message } = operationState;
  return [
    health.message
      ? `${health.status}: ${shorten(health.message)}`
      : health.status ?? 'its health is not known',
    ...(sync.status === 'OutOfSync' ? ['out of sync with its repository'] : []),
    ...(sync.status === 'Unknown'
      ? ['whether it is in sync with its repository is not known']
      : []),
    ...(phase === 'Failed' || phase === 'Error'
      ? [`the last sync failed${message ? `: ${shorten(message)}` : ''}`]
      : []),
  ].join('; ');
}

function toConditions({
  health,
  sync,
  conditions = [],
}: NonNullable<Application['status']>): ObservedCondition[] {
  return [
    {
      type: 'Healthy',
      status: toStatus(health?.status, 'Healthy'),
      reason: health?.status,
      message: health?.message && shorten(health.message),
      since: readTime(health?.lastTransitionTime),
    },
    {
      type: 'Synced',
      status: toStatus(sync?.status, 'Synced'),
      reason: sync?.status,
    },
    ...conditions.map(({ type, message, lastTransitionTime }) => ({
      type,
      status: 'true' as const,
      message: shorten(message),
      since: readTime(lastTransitionTime),
    })),
  ];
}

function toStatus(
  found: string | undefined,
  good: string,
): ObservedCondition['status'] {
  if (found === undefined || found === 'Unknown') {
    return 'unknown';
  }
  return found === good ? 'true' : 'false';
}
