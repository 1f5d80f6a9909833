import type {
  Acceptance,
  Attestation,
  ConcernedControl,
  Decision,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { EXAMPLE_ENTITIES } from './entities';
import { EXAMPLE_FRAMEWORKS } from './frameworks';
import { EXAMPLE_PEOPLE } from './people';
import { minutesAgo } from './time';

const { olivia, ravi, clara } = EXAMPLE_PEOPLE;
const HOUR = 60;
const DAY = 24 * HOUR;

/** What is kept; what the viewer may do with it is worked out. */
export type KeptDecision = Omit<Decision, 'may' | 'mayNot'>;
export type KeptAttestation = Omit<Attestation, 'may'>;

export interface KeptWords {
  decisions: KeptDecision[];
  attestations: KeptAttestation[];
  /** By framework and control. */
  acceptances: Record<string, Acceptance>;
}

/** A control of an entity, as people read it. */
export function concernedControl(
  entityRef: string,
  frameworkId: string,
  controlId: string,
): ConcernedControl {
  const entity = EXAMPLE_ENTITIES.find(known => known.entityRef === entityRef);
  const framework = EXAMPLE_FRAMEWORKS.find(({ id }) => id === frameworkId)!;
  const control = framework.controls.find(({ id }) => id === controlId)!;
  return {
    entityRef,
    entityTitle: entity?.title ?? entityRef,
    owner: entity?.owner,
    frameworkId,
    frameworkTitle: framework.title,
    controlId,
    citation: control.citation,
    controlTitle: control.title,
    obligation: control.obligation,
    critical: control.critical,
  };
}

const TRIAGE = 'model:hospital/chest-xray-triage';
const ROUTER = 'model:trading/order-router';
const CHEXPERT = 'dataset:default/chexpert';
const TRIAGE_SERVICE = 'component:default/triage-service';
const TOM = 'user:default/tom';

/** Decisions in every state, and statements, of several people. */
export function exampleWords(): KeptWords {
  return {
    decisions: [
      {
        ...concernedControl(TRIAGE, 'hipaa-security', 'hipaa-312.e.1'),
        id: 'plain-port',
        kind: 'exemption',
        state: 'requested',
        reason:
          'The port 8080 is read by the old viewer in ward 3, which is replaced at the end of January.',
        evidenceUrl: 'https://tickets.example.com/IMG-412',
        days: 90,
        requestedBy: olivia.ref,
        requestedAt: minutesAgo(3 * HOUR),
      },
      {
        ...concernedControl(CHEXPERT, 'hipaa-security', 'hipaa-312.a.2.iv'),
        id: 'locked-room',
        kind: 'alternative',
        state: 'requested',
        reason:
          'The disks cannot be encrypted. They stand in a locked room of their own, and nothing leaves it.',
        days: 180,
        requestedBy: clara.ref,
        requestedAt: minutesAgo(26 * HOUR),
      },
      {
        ...concernedControl(ROUTER, 'readiness', 'ready-quality'),
        id: 'no-truth',
        kind: 'not-applicable',
        state: 'requested',
        reason: 'It routes by fixed rules, so there is nothing to predict.',
        days: 366,
        requestedBy: TOM,
        requestedAt: minutesAgo(2 * DAY),
      },
      {
        ...concernedControl(TRIAGE, 'hipaa-security', 'hipaa-308.a.1.ii.A'),
        id: 'risk-analysis',
        kind: 'exemption',
        state: 'approved',
        reason: 'The new version replaces it in May',
        days: 90,
        requestedBy: olivia.ref,
        requestedAt: minutesAgo(32 * DAY),
        decidedBy: clara.ref,
        decidedAt: minutesAgo(30 * DAY),
        comment: 'Once, and not again.',
        expiresAt: minutesAgo(-60 * DAY),
      },
      {
        ...concernedControl(TRIAGE, 'readiness', 'ready-approved'),
        id: 'approved-by-mail',
        kind: 'exemption',
        state: 'approved',
        reason: 'It was approved by mail before the portal was there.',
        days: 30,
        requestedBy: olivia.ref,
        requestedAt: minutesAgo(28 * DAY),
        decidedBy: ravi.ref,
        decidedAt: minutesAgo(27 * DAY),
        expiresAt: minutesAgo(-3 * DAY),
      },
      {
        ...concernedControl(TRIAGE, 'hipaa-security', 'hipaa-308.a.1.ii.A'),
        id: 'too-long',
        kind: 'exemption',
        state: 'rejected',
        reason: 'Nobody has time for it this year.',
        days: 366,
        requestedBy: olivia.ref,
        requestedAt: minutesAgo(40 * DAY),
        decidedBy: clara.ref,
        decidedAt: minutesAgo(39 * DAY),
        comment: 'A year is too long. Say what will be done until when.',
      },
      {
        ...concernedControl(ROUTER, 'readiness', 'ready-card'),
        id: 'card-later',
        kind: 'exemption',
        state: 'revoked',
        reason: 'The card is being written.',
        days: 90,
        requestedBy: TOM,
        requestedAt: minutesAgo(80 * DAY),
        decidedBy: ravi.ref,
        decidedAt: minutesAgo(79 * DAY),
        expiresAt: minutesAgo(-11 * DAY),
        endedBy: clara.ref,
        endedAt: minutesAgo(20 * DAY),
        endReason: 'It was sold to a second desk meanwhile.',
      },
      {
        ...concernedControl(ROUTER, 'readiness', 'ready-owner'),
        id: 'owner-leaves',
        kind: 'exemption',
        state: 'expired',
        reason: 'The team is being formed.',
        days: 30,
        requestedBy: TOM,
        requestedAt: minutesAgo(70 * DAY),
        decidedBy: ravi.ref,
        decidedAt: minutesAgo(69 * DAY),
        expiresAt: minutesAgo(39 * DAY),
      },
      {
        ...concernedControl(ROUTER, 'nist-ai-rmf', 'rmf-map-2.2'),
        id: 'asked-twice',
        kind: 'not-applicable',
        state: 'withdrawn',
        reason: 'It has no limits that are worth to be told.',
        days: 90,
        requestedBy: TOM,
        requestedAt: minutesAgo(90 * DAY),
        endedBy: TOM,
        endedAt: minutesAgo(89 * DAY),
        endReason: 'It does have some.',
      },
    ],
    attestations: [
      {
        ...concernedControl(
          TRIAGE_SERVICE,
          'hipaa-security',
          'hipaa-308.a.1.ii.A',
        ),
        id: 'risks-of-the-service',
        state: 'valid',
        statement: 'The analysis of March covers version 14 of the service.',
        evidenceUrl: 'https://wiki.example.com/risks/triage',
        signedBy: olivia.ref,
        signedAt: minutesAgo(355 * DAY),
        expiresAt: minutesAgo(-10 * DAY),
      },
      {
        ...concernedControl(
          TRIAGE_SERVICE,
          'hipaa-security',
          'hipaa-308.a.1.ii.A',
        ),
        id: 'risks-before',
        state: 'replaced',
        statement: 'The analysis of last year covers version 9 of the service.',
        signedBy: clara.ref,
        signedAt: minutesAgo(600 * DAY),
        expiresAt: minutesAgo(235 * DAY),
        endedBy: olivia.ref,
        endedAt: minutesAgo(355 * DAY),
      },
    ],
    acceptances: {
      'soc2 soc2-cc8.1': {
        acceptedBy: clara.ref,
        acceptedAt: minutesAgo(50 * DAY),
        comment: 'Compared with the criteria of 2022 that we bought.',
      },
    },
  };
}
