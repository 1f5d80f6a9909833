import {
  describeCondition,
  isBehind,
  type Condition,
} from '../objects/conditions';
import type { ObjectMetadata } from '../objects/KubernetesObject';
import {
  describeReplicas,
  NOT_ACTED_YET,
  type Readiness,
} from '../objects/Readiness';
import { describeFailure } from './describeFailure';
import type { ModelStatus } from './InferenceService';

const STOP_ANNOTATION = 'serving.kserve.io/stop';
const READY = 'Ready';
/** True says that it is stopped, so that false is no fault. */
const STOPPED = 'Stopped';
const FAILED_TRANSITIONS = ['BlockedByFailedLoad', 'InvalidSpec'];

/**
 * How a service of KServe's is. Its conditions follow Knative's conventions,
 * where Ready is unknown while something is under way.
 */
export function readServiceReadiness(options: {
  metadata: ObjectMetadata;
  observedGeneration: number | undefined;
  conditions: Condition[];
  modelStatus?: ModelStatus;
  replicas?: { wanted: number; ready: number };
}): Readiness {
  const { metadata, conditions, modelStatus, replicas } = options;
  const ready = conditions.find(({ type }) => type === READY);
  const since = ready?.since;
  if (isStopped(metadata)) {
    return { readiness: 'idle', text: `stopped by ${STOP_ANNOTATION}` };
  }
  if (!ready) {
    return { readiness: 'unknown', text: 'KServe says nothing of it yet' };
  }
  if (isBehind(options.observedGeneration, metadata.generation)) {
    return { readiness: 'progressing', text: NOT_ACTED_YET };
  }
  const { transitionStatus = '', lastFailureInfo } = modelStatus ?? {};
  const isBlocked = FAILED_TRANSITIONS.includes(transitionStatus);
  const failure =
    lastFailureInfo && isBlocked
      ? `the model is not loaded, ${describeFailure(lastFailureInfo)}`
      : undefined;
  if (ready.status === 'true') {
    return judgeReady({ since, modelStatus, replicas, failure });
  }
  const text = failure ?? describeUnmet(ready, conditions);
  const isUnderWay =
    ready.status === 'unknown' || transitionStatus === 'InProgress';
  return {
    readiness: isUnderWay && !isBlocked ? 'progressing' : 'not-ready',
    text,
    since,
  };
}

function judgeReady({
  since,
  modelStatus,
  replicas,
  failure,
}: {
  since: Date | undefined;
  modelStatus: ModelStatus | undefined;
  replicas: { wanted: number; ready: number } | undefined;
  failure: string | undefined;
}): Readiness {
  if (modelStatus?.states?.activeModelState === 'FailedToLoad') {
    return {
      readiness: 'not-ready',
      text: failure ?? 'Ready, yet its model failed to load',
      since,
    };
  }
  if (replicas?.wanted === 0) {
    return { readiness: 'idle', text: 'it is scaled to zero' };
  }
  const counted = replicas ? `Ready, ${describeReplicas(replicas)}` : 'Ready';
  return {
    readiness: 'ready',
    text: failure ? `${counted}; of its last change ${failure}` : counted,
    since,
  };
}

/** KServe reads the annotation without regard to case. */
function isStopped({ annotations = {} }: ObjectMetadata): boolean {
  return annotations[STOP_ANNOTATION]?.toLocaleLowerCase('en-US') === 'true';
}

/** Ready only says that something else is not. */
function describeUnmet(ready: Condition, conditions: Condition[]): string {
  const unmet = conditions.filter(
    ({ type, status }) =>
      type !== READY && type !== STOPPED && status === ready.status,
  );
  return describeCondition(
    unmet.find(({ message }) => message) ?? unmet[0] ?? ready,
  );
}
