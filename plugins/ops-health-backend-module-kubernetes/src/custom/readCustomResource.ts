import {
  describeCondition,
  isBehind,
  readConditions,
  type Condition,
} from '../objects/conditions';
import type { KubernetesObject } from '../objects/KubernetesObject';
import { NOT_ACTED_YET, type Readiness } from '../objects/Readiness';

export interface CustomResourceState extends Readiness {
  conditions: Condition[];
}

/** What is good while it is true; those of the first list say it best. */
const POSITIVE = [
  ['Ready', 'Available', 'Healthy', 'Succeeded'],
  ['Programmed', 'Accepted', 'Established', 'Reconciled', 'Synced'],
];
/** What is good once it is true, and says nothing until then. */
const FINISHED = /^Completed?$/;
/** What is bad while it is true. */
const NEGATIVE =
  /(Failed|Failure|Failing|Degraded|Stalled|Errors?|Unhealthy|Unavailable|Invalid|InvalidSpec|NotReady|Fallback)$/i;
/** `NoErrors` is good, if anything. */
const NEGATED = /^(No|Not|Without)[A-Z]/;
/** What takes its time while it is true. */
const ONGOING =
  /^(Progressing|Reconciling|Updating|Upgrading|Restarting|Issuing|Creating|Pending)$/;
/** What is so on purpose while it is true. */
const STOPPED = /^(Suspended|Stopped|Hibernated)$/;

/**
 * How a custom resource is, by the conventions for `status.conditions`. What
 * says nothing that we understand is unknown, never good.
 */
export function readCustomResource({
  metadata,
  status,
}: KubernetesObject): CustomResourceState {
  const { conditions: listed, observedGeneration } = (status ?? {}) as {
    conditions?: unknown;
    observedGeneration?: unknown;
  };
  const conditions = readConditions(listed);
  const behind =
    isBehind(observedGeneration, metadata.generation) ||
    conditions.some(
      condition =>
        POSITIVE[0].includes(condition.type) &&
        isBehind(condition.observedGeneration, metadata.generation),
    );
  return { ...judge(conditions, behind), conditions };
}

function judge(conditions: Condition[], behind: boolean): Readiness {
  if (conditions.length === 0) {
    return { readiness: 'unknown', text: 'it has no conditions' };
  }
  if (behind) {
    return { readiness: 'progressing', text: NOT_ACTED_YET };
  }
  const isTrue = (test: (type: string) => boolean) =>
    conditions.find(({ type, status }) => status === 'true' && test(type));
  const failing = isTrue(isNegative);
  if (failing) {
    return describe('not-ready', failing);
  }
  const stopped = isTrue(type => STOPPED.test(type));
  if (stopped) {
    return describe('idle', stopped);
  }
  const ongoing = isTrue(type => ONGOING.test(type));
  const positive = POSITIVE.map(types =>
    types.flatMap(type => conditions.find(each => each.type === type) ?? []),
  ).find(found => found.length > 0);
  if (!positive) {
    const finished = isTrue(type => FINISHED.test(type));
    if (finished) {
      return describe('ready', finished);
    }
    return ongoing
      ? describe('progressing', ongoing)
      : {
          readiness: 'unknown',
          text: `none of its conditions says whether it is ready: ${conditions
            .map(({ type }) => type)
            .join(', ')}`,
        };
  }
  const unmet =
    positive.find(({ status }) => status === 'false') ??
    positive.find(({ status }) => status === 'unknown');
  if (!unmet) {
    return describe('ready', positive[0]);
  }
  if (ongoing) {
    return describe('progressing', unmet);
  }
  if (unmet.type === 'Healthy' && isTrue(type => type === 'Paused')) {
    // A rollout that waits for somebody is no failure, and nothing good either.
    return { ...describe('unknown', unmet), text: 'it is paused' };
  }
  return describe(unmet.status === 'false' ? 'not-ready' : 'unknown', unmet);
}

function isNegative(type: string): boolean {
  return type === 'NotReady' || (NEGATIVE.test(type) && !NEGATED.test(type));
}

function describe(
  readiness: Readiness['readiness'],
  condition: Condition,
): Readiness {
  return {
    readiness,
    text: describeCondition(condition),
    since: condition.since,
  };
}
