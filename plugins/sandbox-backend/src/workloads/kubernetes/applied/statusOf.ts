import { rfc3339 } from '../metadata';
import { manifestOf } from './AppliedObjects';
import type { AppliedRecord } from './AppliedRecord';
import { trainJobStatus } from './trainJobStatus';

/** Until the pods of a Deployment run. */
const STARTING = 10_000;
const JOB_LENGTH = 20_000;

export function isRunning({ createdAt }: AppliedRecord, now: number): boolean {
  return now >= createdAt + STARTING;
}

function deploymentStatus(record: AppliedRecord, now: number): object {
  const replicas = manifestOf(record).spec.replicas ?? 1;
  const ready = isRunning(record, now) ? replicas : 0;
  const changedAt = rfc3339(
    isRunning(record, now) ? record.createdAt + STARTING : record.createdAt,
  );
  return {
    observedGeneration: record.generation,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: ready,
    availableReplicas: ready,
    unavailableReplicas: replicas - ready,
    conditions: [
      {
        type: 'Available',
        status: ready === replicas ? 'True' : 'False',
        reason:
          ready === replicas
            ? 'MinimumReplicasAvailable'
            : 'MinimumReplicasUnavailable',
        message:
          ready === replicas
            ? 'Deployment has minimum availability.'
            : 'Deployment does not have minimum availability.',
        lastTransitionTime: changedAt,
        lastUpdateTime: changedAt,
      },
      {
        type: 'Progressing',
        status: 'True',
        reason:
          ready === replicas ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
        message:
          ready === replicas
            ? 'ReplicaSet has successfully progressed.'
            : 'ReplicaSet is progressing.',
        lastTransitionTime: changedAt,
        lastUpdateTime: changedAt,
      },
    ],
  };
}

function jobStatus({ createdAt }: AppliedRecord, now: number): object {
  const endsAt = createdAt + JOB_LENGTH;
  return now < endsAt
    ? { active: 1, ready: 1, startTime: rfc3339(createdAt) }
    : {
        succeeded: 1,
        startTime: rfc3339(createdAt),
        completionTime: rfc3339(endsAt),
        conditions: [
          {
            type: 'Complete',
            status: 'True',
            reason: 'CompletionsReached',
            message: 'Reached expected number of succeeded pods',
            lastTransitionTime: rfc3339(endsAt),
          },
        ],
      };
}

/**
 * What controllers would say of an applied object; undefined for kinds of
 * which they say nothing. Services of KServe have a simulation of their own.
 */
export function statusOf(
  record: AppliedRecord,
  now: number,
): object | undefined {
  switch (record.resource) {
    case 'namespaces':
      return { phase: 'Active' };
    case 'persistentvolumeclaims':
      return { phase: 'Bound' };
    case 'services':
      return { loadBalancer: {} };
    case 'deployments':
      return deploymentStatus(record, now);
    case 'jobs':
      return jobStatus(record, now);
    case 'trainjobs':
      return trainJobStatus(record, manifestOf(record), now);
    case 'poddisruptionbudgets':
      return {
        observedGeneration: record.generation,
        currentHealthy: 1,
        desiredHealthy: 1,
        disruptionsAllowed: 0,
        expectedPods: 1,
      };
    case 'horizontalpodautoscalers':
      return {
        observedGeneration: record.generation,
        currentReplicas: 1,
        desiredReplicas: 1,
      };
    default:
      return undefined;
  }
}
