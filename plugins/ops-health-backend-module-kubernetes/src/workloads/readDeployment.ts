import {
  isBehind,
  readConditions,
  type Condition,
} from '../objects/conditions';
import type { KubernetesObject } from '../objects/KubernetesObject';
import {
  describeReplicas,
  NOT_ACTED_YET,
  type Readiness,
} from '../objects/Readiness';
import { SCALED_TO_ZERO, type WorkloadState } from './WorkloadState';

export type Deployment = KubernetesObject<
  { replicas?: number; progressDeadlineSeconds?: number },
  {
    observedGeneration?: number;
    readyReplicas?: number;
    updatedReplicas?: number;
    conditions?: unknown;
  }
>;

/** The rollout is over. */
const ROLLED_OUT = 'NewReplicaSetAvailable';

/**
 * How a Deployment is: available counts, as the API server defines it by
 * `maxUnavailable`; a rollout that is past its deadline counts as failed, even
 * while the old replicas serve.
 */
export function readDeployment({
  metadata,
  spec = {},
  status = {},
}: Deployment): WorkloadState {
  const conditions = readConditions(status.conditions);
  const replicas = {
    wanted: spec.replicas ?? 1,
    ready: status.readyReplicas ?? 0,
  };
  const readiness =
    replicas.wanted === 0
      ? SCALED_TO_ZERO
      : judge({
          conditions,
          replicas,
          behind: isBehind(status.observedGeneration ?? 0, metadata.generation),
          updated: status.updatedReplicas ?? 0,
          deadlineMs: (spec.progressDeadlineSeconds ?? 600) * 1_000,
        });
  return { ...readiness, conditions, replicas };
}

function judge(options: {
  conditions: Condition[];
  replicas: { wanted: number; ready: number };
  behind: boolean;
  updated: number;
  deadlineMs: number;
}): Readiness {
  const { conditions, replicas, behind, updated, deadlineMs } = options;
  const find = (type: string) => conditions.find(each => each.type === type);
  const available = find('Available');
  const progressing = find('Progressing');
  const failure = conditions.find(
    ({ type, status }) => type === 'ReplicaFailure' && status === 'true',
  );
  const counted = describeReplicas(replicas);
  if (behind) {
    return { readiness: 'progressing', text: NOT_ACTED_YET, deadlineMs };
  }
  if (progressing?.status === 'false') {
    return {
      readiness: 'not-ready',
      text: withMessage(`its rollout does not progress, ${counted}`, [
        failure,
        progressing,
      ]),
      since: progressing.since,
      // That it is over is what the condition says.
      deadlineMs: 0,
    };
  }
  const rollsOut =
    progressing?.status === 'true' && progressing.reason !== ROLLED_OUT;
  if (available?.status === 'true') {
    return {
      readiness: 'ready',
      text: withMessage(
        rollsOut
          ? `${counted}, ${updated} of ${replicas.wanted} updated by the rollout`
          : counted,
        [failure],
      ),
      since: available.since,
    };
  }
  if (rollsOut) {
    return {
      readiness: 'progressing',
      text: withMessage(`it rolls out, ${counted}`, [failure]),
      // Each step of it counts as progress, as for the API server's deadline.
      since: progressing.updatedAt ?? progressing.since,
      deadlineMs,
    };
  }
  return available?.status === 'false'
    ? {
        readiness: 'not-ready',
        text: withMessage(counted, [failure, available]),
        since: available.since,
      }
    : {
        readiness: 'unknown',
        text: 'it does not say whether it is available',
        since: available?.since,
      };
}

function withMessage(
  text: string,
  conditions: Array<Condition | undefined>,
): string {
  const message = conditions.find(each => each?.message)?.message;
  return message ? `${text}: ${message}` : text;
}
