import { toTimestamp } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  ConcernedControl,
  Decision,
  DecisionKind,
  DecisionStep,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { StoredDecision } from '../database/DecisionStore';
import type { Caller } from './Caller';

interface Circumstances {
  concerned: ConcernedControl;
  caller: Caller;
  /** Of this one and of all that it continues. */
  requesters: ReadonlySet<string>;
  isBeingRenewed: boolean;
  /** What facts say by now, where a statement is of something else. */
  lapsed: string | undefined;
}

/** A decision as the API tells it, with what the caller may do with it. */
export function describeDecision(
  decision: StoredDecision,
  circumstances: Circumstances,
): Decision {
  const { caller, requesters } = circumstances;
  const mayNot =
    decision.state === 'requested' && caller.mayDecide
      ? whyNotDecide(decision, caller.userRef!, requesters)
      : undefined;
  return {
    ...circumstances.concerned,
    id: decision.id,
    kind: decision.kind,
    state: decision.state,
    reason: decision.reason,
    evidenceUrl: decision.evidenceUrl,
    days: decision.days,
    requestedBy: decision.requestedBy,
    requestedAt: toTimestamp(decision.requestedAt),
    decidedBy: decision.decidedBy,
    decidedAt: toTimestamp(decision.decidedAt ?? null),
    comment: decision.comment,
    expiresAt: toTimestamp(decision.expiresAt ?? null),
    endedBy: decision.endedBy,
    endedAt: toTimestamp(decision.endedAt ?? null),
    endReason: decision.endReason,
    boundTo: decision.boundTo,
    lapsed: circumstances.lapsed,
    renews: decision.renews,
    may: stepsOf(decision, circumstances),
    mayNot,
  };
}

/** Why a person cannot decide it, whatever they were granted. */
export function whyNotDecide(
  decision: StoredDecision,
  userRef: string,
  requesters: ReadonlySet<string>,
): string | undefined {
  if (decision.requestedBy === userRef) {
    return 'You asked for it, so somebody else has to decide';
  }
  return requesters.has(userRef)
    ? 'You asked for what it continues, so somebody else has to decide'
    : undefined;
}

function stepsOf(
  decision: StoredDecision,
  { caller, requesters, isBeingRenewed, lapsed }: Circumstances,
): DecisionStep[] {
  const { userRef, mayDecide } = caller;
  if (userRef === undefined) {
    return [];
  }
  if (decision.state === 'requested') {
    if (decision.requestedBy === userRef) {
      return ['withdraw'];
    }
    if (!mayDecide || whyNotDecide(decision, userRef, requesters)) {
      return [];
    }
    return lapsed === undefined ? ['approve', 'reject'] : ['reject'];
  }
  if (decision.state !== 'approved') {
    return [];
  }
  return [
    ...(mayDecide ? (['revoke'] as const) : []),
    ...(mayAsk(caller, decision.kind) && !isBeingRenewed
      ? (['renew'] as const)
      : []),
  ];
}

/** A statement is signed; all else is asked for. */
export function mayAsk(
  { mayRequest, maySign }: Caller,
  kind: DecisionKind,
): boolean {
  return kind === 'statement' ? maySign : mayRequest;
}
