import type { ObservedResource } from '@platform-ops/backstage-plugin-ops-health-node';
import { readConditions, toObserved } from '../objects/conditions';
import { describeSpec } from '../objects/describeSpec';
import type { Place } from '../objects/KubernetesObject';
import { idOf, labelsOf } from '../objects/labelsOf';
import type { Workload } from '../workloads/Workload';
import type { InferenceService } from './InferenceService';
import { readServings } from './readServings';
import { readServiceReadiness } from './readServiceReadiness';
import { sumReplicas } from './sumReplicas';

/**
 * @param workloads - Those that KServe made for it.
 */
export function toInferenceService(
  service: InferenceService,
  place: Place,
  workloads: Workload[],
): ObservedResource {
  const { metadata, status = {} } = service;
  const conditions = readConditions(status.conditions);
  const replicas = sumReplicas(
    workloads.filter(
      ({ component }) => component === undefined || component === 'predictor',
    ),
  );
  return {
    ...readServiceReadiness({
      metadata,
      observedGeneration: status.observedGeneration,
      conditions,
      modelStatus: status.modelStatus,
      replicas,
    }),
    kind: place.kind,
    id: idOf(metadata, place),
    name: metadata.name,
    labels: labelsOf(metadata, place),
    conditions: toObserved(conditions),
    ...describeSpec(service),
    replicas,
    serves: readServings(service, workloads),
  };
}
