import { isBehind, readConditions } from '../objects/conditions';
import type { KubernetesObject } from '../objects/KubernetesObject';
import {
  describeReplicas,
  NOT_ACTED_YET,
  type Readiness,
} from '../objects/Readiness';
import { SCALED_TO_ZERO, type WorkloadState } from './WorkloadState';

export type StatefulSet = KubernetesObject<
  {
    replicas?: number;
    updateStrategy?: { type?: string; rollingUpdate?: { partition?: number } };
  },
  {
    observedGeneration?: number;
    replicas?: number;
    readyReplicas?: number;
    updatedReplicas?: number;
    currentRevision?: string;
    updateRevision?: string;
    conditions?: unknown;
  }
>;

/**
 * How a StatefulSet is. Its replicas are not alike, so all of them have to be
 * ready.
 */
export function readStatefulSet(object: StatefulSet): WorkloadState {
  const { spec = {}, status = {} } = object;
  const replicas = {
    wanted: spec.replicas ?? 1,
    ready: status.readyReplicas ?? 0,
  };
  return {
    ...judge(object, replicas),
    conditions: readConditions(status.conditions),
    replicas,
  };
}

function judge(
  { metadata, spec = {}, status = {} }: StatefulSet,
  replicas: { wanted: number; ready: number },
): Readiness {
  const { wanted, ready } = replicas;
  const counted = describeReplicas(replicas);
  if (wanted === 0) {
    return SCALED_TO_ZERO;
  }
  if (isBehind(status.observedGeneration ?? 0, metadata.generation)) {
    return { readiness: 'progressing', text: NOT_ACTED_YET };
  }
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  const toUpdate =
    type === 'OnDelete' || status.currentRevision === status.updateRevision
      ? 0
      : Math.max(0, wanted - (rollingUpdate?.partition ?? 0));
  const updated = status.updatedReplicas ?? 0;
  if (updated < toUpdate) {
    return {
      readiness: 'progressing',
      text: `it rolls out, ${updated} of ${toUpdate} updated, ${counted}`,
    };
  }
  if ((status.replicas ?? 0) < wanted) {
    return { readiness: 'progressing', text: `it starts, ${counted}` };
  }
  return { readiness: ready < wanted ? 'not-ready' : 'ready', text: counted };
}
