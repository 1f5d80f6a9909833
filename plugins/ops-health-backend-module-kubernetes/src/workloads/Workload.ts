import type { ObservedResource } from '@platform-ops/backstage-plugin-ops-health-node';
import { toObserved } from '../objects/conditions';
import type {
  KubernetesObject,
  ObjectMetadata,
  Place,
} from '../objects/KubernetesObject';
import { describeSpec } from '../objects/describeSpec';
import { idOf, labelsOf } from '../objects/labelsOf';
import type { WorkloadState } from './WorkloadState';

/**
 * A Deployment, StatefulSet or DaemonSet, and the model service that it runs
 * for.
 */
export interface Workload {
  resource: ObservedResource;
  /** Set where KServe made it for a service. */
  service?: { label: 'inferenceservice' | 'llminferenceservice'; key: string };
  /** What of the service it runs, e.g. `predictor`. */
  component?: string;
  /** The Knative revision that it runs. */
  revision?: string;
  /** Whence KServe fetches the model of its pods. */
  artifactUri?: string;
}

interface PodTemplate {
  template?: { metadata?: { annotations?: Record<string, string> } };
}

const KSERVE_GROUP = 'serving.kserve.io/';
const SERVICE_LABEL = 'serving.kserve.io/inferenceservice';
const SOURCE_ANNOTATION =
  'internal.serving.kserve.io/storage-initializer-sourceuri';

export function toWorkload(
  object: KubernetesObject,
  place: Place,
  { conditions, ...state }: WorkloadState,
): Workload {
  const { metadata, spec } = object;
  const { labels = {} } = metadata;
  const service = serviceOf(metadata);
  const resource = {
    ...state,
    kind: place.kind,
    id: idOf(metadata, place),
    name: metadata.name,
    labels: labelsOf(metadata, place),
    conditions: toObserved(conditions),
    ...describeSpec(object),
  };
  return service
    ? {
        resource: {
          ...resource,
          labels: { ...resource.labels, [service.label]: service.name },
        },
        service: {
          label: service.label,
          key: serviceKey(metadata.namespace, service.name),
        },
        component: labels.component ?? labels['app.kubernetes.io/component'],
        revision: labels['serving.knative.dev/revision'],
        artifactUri: (spec as PodTemplate | undefined)?.template?.metadata
          ?.annotations?.[SOURCE_ANNOTATION],
      }
    : { resource };
}

/** By which a service finds its workloads. */
export function serviceKey(namespace: string | undefined, name: string) {
  return `${namespace ?? ''}/${name}`;
}

function serviceOf({ labels = {}, ownerReferences = [] }: ObjectMetadata) {
  const owner = ownerReferences.find(({ apiVersion }) =>
    apiVersion.startsWith(KSERVE_GROUP),
  );
  const inferenceService =
    labels[SERVICE_LABEL] ??
    (owner?.kind === 'InferenceService' ? owner.name : undefined);
  if (inferenceService) {
    return { label: 'inferenceservice', name: inferenceService } as const;
  }
  const llmInferenceService =
    labels['app.kubernetes.io/part-of'] === 'llminferenceservice'
      ? labels['app.kubernetes.io/name']
      : owner?.kind === 'LLMInferenceService' && owner.name;
  return llmInferenceService
    ? ({ label: 'llminferenceservice', name: llmInferenceService } as const)
    : undefined;
}
