import { parseEntityRef } from '@backstage/catalog-model';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  ConcernedControl,
  DecisionKind,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { ScorecardsConfig } from '../config';
import type { AttestationStore } from '../database/AttestationStore';
import type { Concerned } from '../database/concernedColumns';
import type { DecisionStore, StoredDecision } from '../database/DecisionStore';
import type { ConcernedControls } from './ConcernedControls';

const DAY_MS = 86_400_000;
/** What happened longer ago is no news. */
const NEWS_MS = 7 * DAY_MS;
const MOST = 5000;

type Severity = NonNullable<NotificationSendOptions['payload']['severity']>;

/** What people are to be told. */
export interface Notice {
  key: string;
  recipients: string[];
  /** Who is not told, though they are among these. */
  except?: string[];
  payload: NotificationSendOptions['payload'];
}

/** A notice of which it is not known yet what it is about. */
interface Draft {
  key: string;
  /** Beside the owner. */
  people: string[];
  concerned: Concerned;
  scope: string;
  /** With the name of the entity before it. */
  title: string;
  description: string;
  severity: Severity;
}

const NAMES: Record<DecisionKind | 'attestation', string> = {
  statement: 'the statement',
  exemption: 'the exemption',
  'not-applicable': 'that a control does not apply',
  alternative: 'another way to meet a control',
  attestation: 'the statement',
};

const REQUESTED: Record<DecisionKind, string> = {
  statement: 'a statement waits for a second person',
  exemption: 'an exemption is asked for',
  'not-applicable': 'a control is said not to apply',
  alternative: 'another way to meet a control is proposed',
};

const DECIDED: Record<string, string> = {
  approve: 'was approved',
  reject: 'was rejected',
  revoke: 'was revoked',
};

/**
 * Finds what people are to be told of decisions and statements.
 */
export class Notices {
  readonly #decisions: DecisionStore;
  readonly #attestations: AttestationStore;
  readonly #controls: ConcernedControls;
  readonly #deciders: string[];

  constructor(options: {
    config: ScorecardsConfig;
    decisions: DecisionStore;
    attestations: AttestationStore;
    controls: ConcernedControls;
  }) {
    this.#deciders = options.config.notifyOfRequests;
    this.#decisions = options.decisions;
    this.#attestations = options.attestations;
    this.#controls = options.controls;
  }

  /** All of now, those that were sent already among them. */
  async find(now: Date): Promise<Notice[]> {
    const drafts = [
      ...(await this.#decided(now)),
      ...(await this.#ending(now)),
    ];
    const described = await this.#controls.describe(
      drafts.map(({ concerned }) => concerned),
    );
    return [
      ...(await this.#requested(now)),
      ...drafts.map((draft, position) => toNotice(draft, described[position])),
    ].filter(({ recipients }) => recipients.length > 0);
  }

  /** For those who decide: never for who asked, now or for what it continues. */
  async #requested(now: Date): Promise<Notice[]> {
    if (this.#deciders.length === 0) {
      return [];
    }
    const since = now.getTime() - NEWS_MS;
    const open = (
      await this.#decisions.find({ state: ['requested'] }, now, MOST)
    ).filter(({ requestedAt }) => requestedAt.getTime() >= since);
    const described = await this.#controls.describe(open);
    const requesters = await this.#decisions.requesters(
      open.map(({ chainId }) => chainId),
    );
    return open.map((decision, position) => {
      const except = [...requesters.get(decision.chainId)!];
      return {
        key: `decision-request/${decision.id}`,
        recipients: this.#deciders.filter(ref => !except.includes(ref)),
        except,
        payload: toRequestPayload(decision, described[position]),
      };
    });
  }

  async #decided(now: Date): Promise<Draft[]> {
    const since = new Date(now.getTime() - NEWS_MS);
    const steps = await this.#decisions.steps(
      Object.keys(DECIDED),
      since,
      MOST,
    );
    return steps.map(({ id, decision, step, by }) => ({
      key: `decision-step/${id}`,
      people: [decision.requestedBy],
      concerned: decision,
      scope: scopeOf(decision),
      title: `${NAMES[decision.kind]} ${DECIDED[step]}`,
      description: describeStep(decision, step, by),
      severity: step === 'approve' ? 'normal' : 'high',
    }));
  }

  async #ending(now: Date): Promise<Draft[]> {
    const from = new Date(now.getTime() - NEWS_MS);
    const until = new Date(now.getTime() + 14 * DAY_MS);
    const decisions = await this.#decisions.findEnding(from, until, MOST);
    const statements = await this.#attestations.findEnding(from, until, MOST);
    return [
      ...decisions.map(item => ({
        item,
        kind: item.kind,
        begin: item.decidedAt!,
        end: item.expiresAt!,
        people: [],
      })),
      ...statements.map(item => ({
        item,
        kind: 'attestation' as const,
        begin: item.signedAt,
        end: item.expiresAt,
        people: [item.signedBy],
      })),
    ].flatMap(({ item, kind, begin, end, people }): Draft[] => {
      const stage = stageOf(begin, end, now);
      return stage === undefined
        ? []
        : [
            {
              key: `${stage}/${item.id}`,
              people,
              concerned: item,
              scope: scopeOf({ id: item.id, kind }),
              title: `${NAMES[kind]} ${
                stage === 'ended' ? 'ended' : 'ends soon'
              }`,
              description: `${
                stage === 'ended' ? 'It ended' : 'It ends'
              } at ${end.toISOString()}. ${
                kind === 'attestation' || kind === 'statement'
                  ? 'Then the control is unknown until somebody states it again.'
                  : 'Then the control counts as it is found.'
              }`,
              severity: stage === 'ends-14' ? 'normal' : 'high',
            },
          ];
    });
  }
}

/** Which notice it is time for; what never was longer away needs none. */
function stageOf(
  begin: Date,
  end: Date,
  now: Date,
): 'ends-14' | 'ends-1' | 'ended' | undefined {
  const left = end.getTime() - now.getTime();
  const whole = end.getTime() - begin.getTime();
  if (left <= 0) {
    return 'ended';
  }
  if (left <= DAY_MS) {
    return whole > DAY_MS ? 'ends-1' : undefined;
  }
  return whole > 14 * DAY_MS ? 'ends-14' : undefined;
}

/** A later notice of the same takes the place of the one before. */
function scopeOf({ id, kind }: { id: string; kind: string }): string {
  return `scorecards/${kind}/${id}`;
}

function describeStep(
  decision: StoredDecision,
  step: string,
  by: string,
): string {
  const words = step === 'revoke' ? decision.endReason : decision.comment;
  const until =
    step === 'approve'
      ? ` It holds until ${decision.expiresAt!.toISOString()}.`
      : '';
  return `By ${by}${words ? `: ${shorten(words)}` : ''}.${until}`;
}

function toRequestPayload(
  decision: StoredDecision,
  control: ConcernedControl,
): Notice['payload'] {
  const { kind, requestedBy, days, reason } = decision;
  return {
    title: `${control.entityTitle}: ${REQUESTED[kind]}`,
    description: `${control.frameworkTitle}, ${control.citation} ${
      control.controlTitle
    }. ${requestedBy} asks, for ${days} days: ${shorten(reason)}`,
    link: '/compliance/approvals',
    severity: 'normal',
    topic: 'scorecards.decision',
    scope: scopeOf(decision),
  };
}

function toNotice(draft: Draft, control: ConcernedControl): Notice {
  const { kind, namespace, name } = parseEntityRef(control.entityRef);
  return {
    key: draft.key,
    recipients: [
      ...new Set([...(control.owner ? [control.owner] : []), ...draft.people]),
    ],
    payload: {
      title: `${control.entityTitle}: ${draft.title}`,
      description: `${control.frameworkTitle}, ${control.citation} ${control.controlTitle}. ${draft.description}`,
      link: `/catalog/${namespace}/${kind}/${name}/compliance`,
      severity: draft.severity,
      topic: 'scorecards.decision',
      scope: draft.scope,
    },
  };
}
