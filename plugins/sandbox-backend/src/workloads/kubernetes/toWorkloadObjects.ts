import { deploymentName } from '../simulation/Timeline';
import type { Moment } from '../simulation/WorkloadSimulation';
import { containerName } from '../metrics/instruments/containerName';
import { CREATED_AT, labelsOf, metadataOf, rfc3339 } from './metadata';
import {
  accountOf,
  containerSecurityOf,
  environmentOf,
  imageOf,
  podSecurityOf,
  volumesOf,
} from './posture';
import type { KubernetesObject } from './resources';

function selectorOf({ workload }: Moment): Record<string, string> {
  const [model] = workload.models;
  return model?.inferenceService
    ? { 'serving.kserve.io/inferenceservice': model.inferenceService }
    : { app: workload.name };
}

function podSpecOf({ workload, replica }: Moment, patched?: object) {
  if (workload.deployed) {
    return {
      ...(replica && { nodeName: replica.node }),
      ...workload.deployed.pod,
    };
  }
  const resources = {
    memory: String(workload.memory.limitBytes),
    ...(workload.gpu && { 'nvidia.com/gpu': '1' }),
  };
  return {
    ...(replica && { nodeName: replica.node }),
    serviceAccountName: accountOf(workload),
    automountServiceAccountToken: false,
    securityContext: podSecurityOf(workload, patched),
    containers: [
      {
        name: containerName(workload),
        image: imageOf(workload),
        env: environmentOf(workload),
        securityContext: containerSecurityOf(workload),
        resources: { limits: resources, requests: resources },
      },
    ],
    volumes: volumesOf(workload),
  };
}

/**
 * The Deployment of a workload.
 *
 * @param patched - What somebody has set in the security context of its pods.
 */
export function toDeployment(
  moment: Moment,
  patched?: object,
): KubernetesObject {
  const { workload, replica, ready, revision } = moment;
  const revisedAt = moment.revisedAt ?? CREATED_AT;
  const replicas = replica ? 1 : 0;
  const available = ready ? 1 : 0;
  const condition = (
    type: string,
    isTrue: boolean,
    reason: string,
    message: string,
  ) => ({
    type,
    status: isTrue ? 'True' : 'False',
    reason,
    message,
    lastTransitionTime: rfc3339(revisedAt),
    lastUpdateTime: rfc3339(revisedAt),
  });
  const name = deploymentName(workload, revision);
  const reached = available === replicas;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf({
      kind: 'Deployment',
      name,
      namespace: workload.namespace,
      createdAt: CREATED_AT,
      changedAt: revisedAt,
      generation: revision,
      labels: { ...labelsOf(workload), ...selectorOf(moment) },
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
    }),
    spec: {
      replicas,
      selector: { matchLabels: selectorOf(moment) },
      template: {
        metadata: { labels: { ...labelsOf(workload), ...selectorOf(moment) } },
        spec: podSpecOf({ ...moment, replica: undefined }, patched),
      },
    },
    status: {
      observedGeneration: revision,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: available,
      availableReplicas: available,
      unavailableReplicas: replicas - available,
      conditions: [
        reached
          ? condition(
              'Available',
              true,
              'MinimumReplicasAvailable',
              'Deployment has minimum availability.',
            )
          : condition(
              'Available',
              false,
              'MinimumReplicasUnavailable',
              'Deployment does not have minimum availability.',
            ),
        reached
          ? condition(
              'Progressing',
              true,
              'NewReplicaSetAvailable',
              `ReplicaSet of revision ${revision} has successfully progressed.`,
            )
          : condition(
              'Progressing',
              true,
              'ReplicaSetUpdated',
              `ReplicaSet of revision ${revision} is progressing.`,
            ),
      ],
    },
  };
}

/**
 * The pod of a workload; none while it is scaled to zero.
 */
export function toPods(moment: Moment, patched?: object): KubernetesObject[] {
  const { workload, replica, ready } = moment;
  if (!replica) {
    return [];
  }
  const startedAt = rfc3339(replica.podStartedAt);
  const condition = (type: string, isTrue: boolean) => ({
    type,
    status: isTrue ? 'True' : 'False',
    lastTransitionTime: startedAt,
    ...(!isTrue && {
      reason: 'ContainersNotReady',
      message: `containers with unready status: [${containerName(workload)}]`,
    }),
  });
  return [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: metadataOf({
        kind: 'Pod',
        name: replica.pod,
        namespace: workload.namespace,
        uid: replica.uid,
        createdAt: replica.podStartedAt,
        changedAt: replica.processStartedAt,
        labels: { ...labelsOf(workload), ...selectorOf(moment) },
      }),
      spec: podSpecOf(moment, patched),
      status: {
        phase: 'Running',
        startTime: startedAt,
        conditions: [
          condition('PodScheduled', true),
          condition('Initialized', true),
          condition('ContainersReady', ready),
          condition('Ready', ready),
        ],
        containerStatuses: [
          {
            name: containerName(workload),
            image: imageOf(workload),
            imageID: '',
            ready,
            started: true,
            restartCount: replica.restarts,
            state: {
              running: { startedAt: rfc3339(replica.processStartedAt) },
            },
            lastState: replica.restarts
              ? {
                  terminated: {
                    exitCode: 137,
                    reason: 'OOMKilled',
                    finishedAt: rfc3339(replica.processStartedAt),
                  },
                }
              : {},
          },
        ],
      },
    },
  ];
}
