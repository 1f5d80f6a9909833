import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type {
  AcceptText,
  Attestation,
  ControlVerdict,
  Decision,
  ExplainedControl,
  FrameworkControl,
  Inbox,
  ListWantedAttestationsResponse,
  ListDecisionsResponse,
  RenewDecision,
  RequestDecision,
  Scorecard,
  SignAttestation,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type {
  DecisionsQuery,
  DecisionTurn,
} from '@platform-ops/backstage-plugin-scorecards-react';
import type { Verdict } from '@platform-ops/scorecards';
import {
  concernedControl,
  exampleWords,
  type KeptAttestation,
  type KeptDecision,
  type KeptWords,
} from './decisions';
import { EXAMPLE_FRAMEWORKS } from './frameworks';
import type { ExamplePerson } from './people';

const DAY = 24 * 3_600_000;
const SOON = 14 * DAY;
/** What the catalog says of every system of the example. */
const EXAMPLE_CLASSIFICATION = {
  'catalog.aiAct.class': 'high-risk',
  'catalog.aiAct.roles': ['deployer', 'provider'],
};
const LONGEST_DAYS = 180;

const OVERRULED: Record<Decision['kind'], Verdict> = {
  statement: 'attested',
  exemption: 'exempt',
  'not-applicable': 'not-applicable',
  alternative: 'attested',
};

interface Pair {
  entityRef: string;
  frameworkId: string;
  controlId: string;
}

function isOf(pair: Pair) {
  return (kept: Pair) =>
    kept.entityRef === pair.entityRef &&
    kept.frameworkId === pair.frameworkId &&
    kept.controlId === pair.controlId;
}

function controlOf({ frameworkId, controlId }: Omit<Pair, 'entityRef'>) {
  return EXAMPLE_FRAMEWORKS.find(({ id }) => id === frameworkId)?.controls.find(
    ({ id }) => id === controlId,
  );
}

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString();
}

/** What people decide and state in the example, as one of them sees it. */
export class ExampleDecisions {
  readonly #kept: KeptWords;
  readonly #person: ExamplePerson;
  readonly #onChange: (kept: KeptWords) => void;

  constructor(options: {
    person: ExamplePerson;
    /** What was kept before; the example's own unless given. */
    kept?: KeptWords;
    onChange: (kept: KeptWords) => void;
  }) {
    this.#person = options.person;
    this.#kept = options.kept ?? exampleWords();
    this.#onChange = options.onChange;
  }

  list(query: DecisionsQuery): ListDecisionsResponse {
    const found = this.#kept.decisions
      .filter(
        decision =>
          (query.state?.includes(decision.state) ?? true) &&
          (query.kind?.includes(decision.kind) ?? true) &&
          (query.framework?.includes(decision.frameworkId) ?? true) &&
          (!query.entityRef || query.entityRef === decision.entityRef),
      )
      .sort((one, other) => other.requestedAt.localeCompare(one.requestedAt));
    const start = Number(query.cursor ?? 0);
    const end = start + (query.limit ?? 50);
    return {
      items: found.slice(start, end).map(kept => this.#show(kept)),
      totalItems: found.length,
      nextCursor: end < found.length ? String(end) : undefined,
    };
  }

  request(request: RequestDecision): Decision {
    const { kind, reason, evidenceUrl, days } = request;
    const attestation =
      kind === 'statement' ? controlOf(request)?.attestation : undefined;
    const longest = attestation?.validForDays ?? LONGEST_DAYS;
    if (days > longest) {
      throw new InputError(
        `days: found ${days}, allowed are at most ${longest}`,
      );
    }
    if (
      this.#kept.decisions.some(
        kept =>
          isOf(request)(kept) &&
          kept.kind === kind &&
          kept.state === 'requested',
      )
    ) {
      throw new ConflictError('The same was asked for and waits already');
    }
    return this.#add({
      ...concernedControl(
        request.entityRef,
        request.frameworkId,
        request.controlId,
      ),
      id: `decision-${this.#kept.decisions.length + 1}`,
      kind,
      state: 'requested',
      reason,
      evidenceUrl,
      boundTo: attestation?.boundTo && EXAMPLE_CLASSIFICATION,
      days,
      requestedBy: this.#person.ref,
      requestedAt: new Date().toISOString(),
    });
  }

  renew(id: string, renewal: RenewDecision): Decision {
    const before = this.#find(id);
    const request = this.request({ ...before, ...renewal });
    this.#find(request.id).renews = id;
    return request;
  }

  turn(id: string, turn: DecisionTurn, comment?: string): Decision {
    const decision = this.#find(id);
    if (!this.#show(decision).may.includes(turn)) {
      throw new NotAllowedError(`You may not ${turn} this`);
    }
    const by = this.#person.ref;
    const at = new Date().toISOString();
    switch (turn) {
      case 'approve':
        Object.assign(decision, {
          state: 'approved',
          decidedBy: by,
          decidedAt: at,
          comment,
          expiresAt: inDays(decision.days),
        });
        break;
      case 'reject':
        Object.assign(decision, {
          state: 'rejected',
          decidedBy: by,
          decidedAt: at,
          comment,
        });
        break;
      default:
        Object.assign(decision, {
          state: turn === 'revoke' ? 'revoked' : 'withdrawn',
          endedBy: by,
          endedAt: at,
          endReason: comment,
        });
    }
    this.#onChange(this.#kept);
    return this.#show(decision);
  }

  sign(request: SignAttestation): Attestation {
    for (const kept of this.#kept.attestations.filter(isOf(request))) {
      if (kept.state === 'valid') {
        kept.state = 'replaced';
      }
    }
    const kept: KeptAttestation = {
      ...concernedControl(
        request.entityRef,
        request.frameworkId,
        request.controlId,
      ),
      id: `statement-${this.#kept.attestations.length + 1}`,
      state: 'valid',
      statement: request.statement,
      evidenceUrl: request.evidenceUrl,
      signedBy: this.#person.ref,
      signedAt: new Date().toISOString(),
      expiresAt: inDays(request.validForDays ?? 365),
    };
    this.#kept.attestations.unshift(kept);
    this.#onChange(this.#kept);
    return this.#showStatement(kept);
  }

  withdrawStatement(id: string, comment?: string): Attestation {
    const kept = this.#kept.attestations.find(known => known.id === id)!;
    Object.assign(kept, {
      state: 'withdrawn',
      endedBy: this.#person.ref,
      endedAt: new Date().toISOString(),
      endReason: comment,
    });
    this.#onChange(this.#kept);
    return this.#showStatement(kept);
  }

  accept({ frameworkId, controlId, comment }: AcceptText) {
    const acceptance = {
      acceptedBy: this.#person.ref,
      acceptedAt: new Date().toISOString(),
      comment,
    };
    this.#kept.acceptances[`${frameworkId} ${controlId}`] = acceptance;
    this.#onChange(this.#kept);
    return acceptance;
  }

  withdrawAcceptance({ frameworkId, controlId }: AcceptText) {
    delete this.#kept.acceptances[`${frameworkId} ${controlId}`];
    this.#onChange(this.#kept);
  }

  /** The control with who accepted its text. */
  withAcceptance(
    frameworkId: string,
    control: FrameworkControl,
  ): FrameworkControl {
    const acceptance = this.#kept.acceptances[`${frameworkId} ${control.id}`];
    return { ...control, acceptance };
  }

  /** What a verdict becomes by what people decided and stated. */
  overrule(
    { entityRef, frameworkId }: Pick<Scorecard, 'entityRef' | 'frameworkId'>,
    control: ControlVerdict,
  ): ControlVerdict {
    const pair = { entityRef, frameworkId, controlId: control.id };
    const decisions = this.#kept.decisions.filter(isOf(pair));
    const statements = this.#kept.attestations.filter(isOf(pair));
    const found = control.underlying ?? control.verdict;
    const inForce = decisions.find(({ state }) => state === 'approved');
    if (inForce) {
      return {
        ...control,
        verdict: OVERRULED[inForce.kind],
        underlying: inForce.kind === 'statement' ? undefined : found,
        reason: inForce.reason,
      };
    }
    if (statements.some(({ state }) => state === 'valid')) {
      return { ...control, verdict: 'attested', reason: undefined };
    }
    return decisions.length > 0 && control.verdict === 'exempt'
      ? { ...control, verdict: found, underlying: undefined, reason: undefined }
      : control;
  }

  /** What the explanation of a control says of people. */
  explain(
    pair: Pair,
    control: FrameworkControl,
    result: ControlVerdict,
  ): Pick<ExplainedControl, 'metAbove' | 'decisions' | 'attestations' | 'may'> {
    const isMetHere = control.metAt === 'entity';
    const { mayRequest, mayDecide, maySign } = this.#person;
    const isUnmet = ['fail', 'warn', 'error', 'not-evaluated'].includes(
      result.verdict,
    );
    const request: Decision['kind'][] = [];
    const takesTwo = control.attestation?.fourEyes ?? false;
    if (takesTwo && maySign && isMetHere && result.verdict !== 'attested') {
      request.push('statement');
    }
    if (isUnmet && mayRequest && isMetHere) {
      request.push('exemption', 'not-applicable');
      if (control.obligation === 'addressable') {
        request.push('alternative');
      }
    }
    return {
      metAbove: isMetHere ? [] : ['group:default/acme'],
      decisions: this.list({ entityRef: pair.entityRef }).items.filter(
        isOf(pair),
      ),
      attestations: this.#kept.attestations
        .filter(isOf(pair))
        .map(kept => this.#showStatement(kept)),
      may: {
        request,
        attest:
          maySign && isMetHere && control.kind !== 'automatic' && !takesTwo,
        accept: mayDecide && control.source.kind === 'unverified',
      },
    };
  }

  inbox(scorecards: readonly Scorecard[]): Inbox {
    const { mayDecide, ref, owns } = this.#person;
    const requested = this.#kept.decisions
      .filter(({ state }) => state === 'requested')
      .sort((one, other) => one.requestedAt.localeCompare(other.requestedAt))
      .map(kept => this.#show(kept));
    const isMine = (owner: string | undefined, by: string) =>
      by === ref || (owner !== undefined && owns.includes(owner));
    const isSoon = (time: string | undefined) =>
      time !== undefined && Date.parse(time) - Date.now() < SOON;
    const expiring: Inbox['expiring'] = [
      ...this.#kept.decisions
        .filter(
          ({ state, expiresAt, owner, requestedBy }) =>
            state === 'approved' &&
            isSoon(expiresAt) &&
            isMine(owner, requestedBy),
        )
        .map(({ expiresAt, ...kept }) => ({ ...kept, expiresAt: expiresAt! })),
      ...this.#kept.attestations
        .filter(
          ({ state, expiresAt, owner, signedBy }) =>
            state === 'valid' && isSoon(expiresAt) && isMine(owner, signedBy),
        )
        .map(kept => ({ ...kept, kind: 'attestation' as const })),
    ].sort((one, other) => one.expiresAt.localeCompare(other.expiresAt));
    const toAttest: Inbox['toAttest'] = scorecards
      .filter(({ owner }) => owner !== undefined && owns.includes(owner))
      .flatMap(({ entityRef, frameworkId, controls }) =>
        controls.flatMap(({ id, verdict }) => {
          const control = controlOf({ frameworkId, controlId: id });
          return control?.attestation && verdict === 'not-evaluated'
            ? [
                {
                  ...concernedControl(entityRef, frameworkId, id),
                  ...control.attestation,
                },
              ]
            : [];
        }),
      );
    const toDecide = mayDecide
      ? requested.filter(({ requestedBy }) => requestedBy !== ref)
      : [];
    const own = requested.filter(({ requestedBy }) => requestedBy === ref);
    return {
      toDecide,
      requested: own,
      expiring,
      toAttest,
      totals: {
        toDecide: toDecide.length,
        requested: own.length,
        expiring: expiring.length,
        toAttest: toAttest.length,
        toAttestVoluntary: toAttest.filter(
          ({ frameworkId }) =>
            EXAMPLE_FRAMEWORKS.find(({ id }) => id === frameworkId)?.voluntary,
        ).length,
      },
    };
  }

  /** What the inbox has, with how far each control is. */
  wanted(scorecards: readonly Scorecard[]): ListWantedAttestationsResponse {
    const { toAttest: items } = this.inbox(scorecards);
    const keys = new Set(
      items.map(({ frameworkId, controlId }) => `${frameworkId} ${controlId}`),
    );
    const controls = [...keys].map(key => {
      const [frameworkId, controlId] = key.split(' ');
      const isThis = (item: { frameworkId: string; controlId: string }) =>
        item.frameworkId === frameworkId && item.controlId === controlId;
      return {
        frameworkId,
        controlId,
        metAt: controlOf({ frameworkId, controlId })!.metAt,
        wanted: items.filter(isThis).length,
        stated: this.#kept.attestations.filter(
          kept => isThis(kept) && kept.state === 'valid',
        ).length,
      };
    });
    return { items, totalItems: items.length, controls };
  }

  #find(id: string): KeptDecision {
    return this.#kept.decisions.find(known => known.id === id)!;
  }

  #add(decision: KeptDecision): Decision {
    this.#kept.decisions.unshift(decision);
    this.#onChange(this.#kept);
    return this.#show(decision);
  }

  #show(kept: KeptDecision): Decision {
    const { ref, mayDecide, mayRequest } = this.#person;
    const isOwn = kept.requestedBy === ref;
    switch (kept.state) {
      case 'requested':
        if (isOwn) {
          return {
            ...kept,
            may: ['withdraw'],
            mayNot: mayDecide
              ? 'You asked for it, so somebody else has to decide'
              : undefined,
          };
        }
        return { ...kept, may: mayDecide ? ['approve', 'reject'] : [] };
      case 'approved':
        return {
          ...kept,
          may: [
            ...(mayRequest ? (['renew'] as const) : []),
            ...(mayDecide ? (['revoke'] as const) : []),
          ],
        };
      default:
        return { ...kept, may: [] };
    }
  }

  #showStatement(kept: KeptAttestation): Attestation {
    return {
      ...kept,
      may:
        kept.state === 'valid' && kept.signedBy === this.#person.ref
          ? ['renew', 'withdraw']
          : [],
    };
  }
}
