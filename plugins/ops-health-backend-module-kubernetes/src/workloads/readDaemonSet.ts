import { isBehind, readConditions } from '../objects/conditions';
import type { KubernetesObject } from '../objects/KubernetesObject';
import {
  describeReplicas,
  NOT_ACTED_YET,
  type Readiness,
} from '../objects/Readiness';
import type { WorkloadState } from './WorkloadState';

export type DaemonSet = KubernetesObject<
  {
    updateStrategy?: {
      type?: string;
      rollingUpdate?: { maxUnavailable?: number | string };
    };
  },
  {
    observedGeneration?: number;
    desiredNumberScheduled?: number;
    numberReady?: number;
    updatedNumberScheduled?: number;
    conditions?: unknown;
  }
>;

/**
 * How a DaemonSet is. Nodes come and go, so as many may miss it as its own
 * `maxUnavailable` allows, though never all.
 */
export function readDaemonSet(object: DaemonSet): WorkloadState {
  const { status = {} } = object;
  const replicas = {
    wanted: status.desiredNumberScheduled ?? 0,
    ready: status.numberReady ?? 0,
  };
  return {
    ...judge(object, replicas),
    conditions: readConditions(status.conditions),
    replicas,
  };
}

function judge(
  { metadata, spec = {}, status = {} }: DaemonSet,
  replicas: { wanted: number; ready: number },
): Readiness {
  const { wanted, ready } = replicas;
  if (isBehind(status.observedGeneration ?? 0, metadata.generation)) {
    return { readiness: 'progressing', text: NOT_ACTED_YET };
  }
  if (wanted === 0) {
    return { readiness: 'idle', text: 'no node wants it' };
  }
  const counted = describeReplicas(replicas);
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  const updated = status.updatedNumberScheduled ?? 0;
  if (type !== 'OnDelete' && updated < wanted) {
    return {
      readiness: 'progressing',
      text: `it rolls out, ${updated} of ${wanted} updated, ${counted}`,
    };
  }
  const mayMiss = toCount(rollingUpdate?.maxUnavailable ?? 1, wanted);
  return {
    readiness: ready === 0 || wanted - ready > mayMiss ? 'not-ready' : 'ready',
    text: counted,
  };
}

/** `10%` is rounded up, as the controller does it. */
function toCount(value: number | string, of: number): number {
  return typeof value === 'number'
    ? value
    : Math.ceil((Number.parseFloat(value) / 100) * of);
}
