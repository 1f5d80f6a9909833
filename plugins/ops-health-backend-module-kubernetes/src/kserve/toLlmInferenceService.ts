import type {
  ObservedResource,
  ObservedServing,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { isBehind, readConditions, toObserved } from '../objects/conditions';
import { describeSpec } from '../objects/describeSpec';
import type { KubernetesObject, Place } from '../objects/KubernetesObject';
import { idOf, labelsOf } from '../objects/labelsOf';
import type { Workload } from '../workloads/Workload';
import { readArtifacts } from './artifacts';
import { readServiceReadiness } from './readServiceReadiness';
import { sumReplicas } from './sumReplicas';

/**
 * The parts that are read of KServe's serving.kserve.io/v1alpha1 and v1alpha2
 * LLMInferenceService.
 */
export type LlmInferenceService = KubernetesObject<
  {
    model?: {
      uri?: string;
      name?: string;
      /** The definition leaves open what they hold. */
      lora?: { adapters?: Array<{ uri?: unknown; name?: unknown }> };
    };
    replicas?: number;
  },
  {
    observedGeneration?: number;
    conditions?: unknown;
  }
>;

/** Of the workloads those that run the model, besides routers and schedulers. */
const MODEL_COMPONENT = 'llminferenceservice-workload';

/**
 * @param workloads - Those that KServe made for it.
 */
export function toLlmInferenceService(
  service: LlmInferenceService,
  place: Place,
  workloads: Workload[],
): ObservedResource {
  const { metadata, spec = {}, status = {} } = service;
  const conditions = readConditions(status.conditions);
  const replicas =
    sumReplicas(
      workloads.filter(({ component }) =>
        component?.startsWith(MODEL_COMPONENT),
      ),
    ) ?? (spec.replicas === 0 ? { wanted: 0, ready: 0 } : undefined);
  return {
    ...readServiceReadiness({
      metadata,
      observedGeneration: status.observedGeneration,
      conditions,
      replicas,
    }),
    kind: place.kind,
    id: idOf(metadata, place),
    name: metadata.name,
    labels: labelsOf(metadata, place),
    conditions: toObserved(conditions),
    ...describeSpec(service),
    replicas,
    serves: readModels(service),
  };
}

/** The model, and the adapters that are served on top of it. */
function readModels({
  metadata,
  spec = {},
  status = {},
}: LlmInferenceService): ObservedServing[] {
  if (
    !spec.model?.uri ||
    isBehind(status.observedGeneration, metadata.generation)
  ) {
    return [{ modelName: spec.model?.name ?? metadata.name }];
  }
  const { uri, name = metadata.name, lora = {} } = spec.model;
  const [artifact] = readArtifacts({ model: { storageUri: uri } }, metadata);
  const adapters = Array.isArray(lora.adapters) ? lora.adapters : [];
  return [
    { ...artifact, modelName: name },
    ...adapters.flatMap(adapter =>
      typeof adapter?.uri === 'string'
        ? {
            ...readArtifacts(
              { model: { storageUri: adapter.uri } },
              { name },
            )[0],
            modelName:
              typeof adapter.name === 'string' ? adapter.name : undefined,
          }
        : [],
    ),
  ];
}
