import type { ServedVersion } from '../faults/FaultRecord';
import { revisionName } from '../simulation/Timeline';
import type { Moment } from '../simulation/WorkloadSimulation';
import type { Runtime, ServedModel } from '../Workload';
import { CREATED_AT, labelsOf, metadataOf, rfc3339 } from './metadata';
import { apiVersionOf, RESOURCES, type KubernetesObject } from './resources';

/** As KServe's own runtimes are called. */
const RUNTIMES: Record<Runtime, { name: string; protocol: string }> = {
  kserve: { name: 'kserve-custom', protocol: 'v1' },
  mlserver: { name: 'kserve-mlserver', protocol: 'v2' },
  triton: { name: 'kserve-tritonserver', protocol: 'v2' },
  vllm: { name: 'kserve-huggingfaceserver', protocol: 'v1' },
  nodejs: { name: 'none', protocol: 'v1' },
};

interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
}

/**
 * The InferenceService of a model in the state that KServe's controller would
 * leave it in.
 */
export function toInferenceService(options: {
  moment: Moment;
  model: ServedModel & { inferenceService: string };
  served: ServedVersion | undefined;
}): KubernetesObject {
  const { moment, model, served } = options;
  const { workload, replica, revision, unreadySince, starting } = moment;
  const name = model.inferenceService;
  const host = `${name}.${workload.namespace}.example.com`;
  const { at = CREATED_AT, readyAt = CREATED_AT } = workload.deployed ?? {};
  const revisedAt = moment.revisedAt ?? (starting ? at : readyAt);
  const changedAt = unreadySince ?? revisedAt;
  const failed = unreadySince !== undefined;
  const knative = workload.mode === 'Knative';
  const revisionOf = (number: number) =>
    revisionName({ name }, Math.max(1, number));
  const pod = replica?.pod ?? '';

  const probe = `container kserve-container of pod ${pod} fails its readiness probe with status 503`;
  const reason = knative ? 'RevisionFailed' : 'MinimumReplicasUnavailable';
  const message = knative
    ? `Revision "${revisionOf(revision)}" failed with message: ${probe}.`
    : `Deployment "${name}-predictor" does not have minimum availability: ${probe}.`;
  const condition = (type: string, mayFail = true): Condition => {
    if (starting && mayFail) {
      return { type, status: 'Unknown', reason: 'Deploying' };
    }
    return failed && mayFail
      ? { type, status: 'False', reason, message }
      : { type, status: 'True' };
  };
  const modelState = (failed && 'FailedToLoad') || 'Loaded';
  const conditions = [
    condition('IngressReady', false),
    ...(knative
      ? [
          condition('LatestDeploymentReady'),
          condition('PredictorConfigurationReady'),
        ]
      : []),
    condition('PredictorReady'),
    ...(knative
      ? [
          condition('PredictorRouteReady', false),
          condition('RoutesReady', false),
        ]
      : []),
    condition('Ready'),
    { type: 'Stopped', status: 'False' as const },
  ];

  return {
    apiVersion: apiVersionOf(RESOURCES.inferenceservices),
    kind: RESOURCES.inferenceservices.kind,
    metadata: metadataOf({
      kind: 'InferenceService',
      name,
      namespace: workload.namespace,
      createdAt: CREATED_AT,
      changedAt,
      generation: revision,
      labels: labelsOf(workload),
      annotations: { 'serving.kserve.io/deploymentMode': workload.mode ?? '' },
    }),
    spec: {
      predictor: {
        minReplicas: workload.scalesToZero ? 0 : 1,
        maxReplicas: 1,
        model: {
          modelFormat: { name: model.framework },
          name: 'kserve-container',
          protocolVersion: RUNTIMES[workload.runtime].protocol,
          runtime: RUNTIMES[workload.runtime].name,
          ...(served && { storageUri: served.source }),
          resources: {
            limits: {
              memory: String(workload.memory.limitBytes),
              ...(workload.gpu && { 'nvidia.com/gpu': '1' }),
            },
          },
        },
      },
    },
    status: {
      observedGeneration: revision,
      deploymentMode: workload.mode,
      servingRuntimeName: RUNTIMES[workload.runtime].name,
      url: `https://${host}`,
      address: {
        url: `http://${name}.${workload.namespace}.svc.cluster.local`,
      },
      conditions: conditions.map(each => ({
        ...each,
        lastTransitionTime: rfc3339(each.message ? changedAt : revisedAt),
      })),
      components: {
        predictor: {
          url: `https://${name}-predictor.${workload.namespace}.example.com`,
          ...(knative && {
            latestCreatedRevision: revisionOf(revision),
            latestReadyRevision: revisionOf(failed ? revision - 1 : revision),
            latestRolledoutRevision: revisionOf(revision),
            previousRolledoutRevision: revisionOf(revision - 1),
            traffic: [
              {
                latestRevision: true,
                percent: 100,
                revisionName: revisionOf(revision),
              },
            ],
          }),
        },
      },
      modelStatus: {
        copies: {
          failedCopies: failed ? 1 : 0,
          totalCopies: replica && !starting ? 1 : 0,
        },
        states: {
          activeModelState: starting ? '' : modelState,
          targetModelState: starting ? 'Loading' : modelState,
        },
        transitionStatus:
          (starting && 'InProgress') ||
          (failed && 'BlockedByFailedLoad') ||
          'UpToDate',
        ...(failed && {
          lastFailureInfo: {
            exitCode: 1,
            location: pod,
            message,
            modelRevisionName: revisionOf(revision),
            reason: 'RuntimeUnhealthy',
            time: rfc3339(changedAt),
          },
        }),
      },
    },
  };
}
